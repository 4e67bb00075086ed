# Designs at their edges: a stratum with a single school, a domain with one respondent, answers that are all equal, weights from
# one millionth to a million. R 4.2.2, survey 4.1.1, 2026-11-27:  Rscript odd.R   writes odd.csv, odd-weights.csv, odd.json
# A total under lonelyPsu adjust is left out: 4.1.1 and later versions differ (conventions.md).
suppressMessages(library(survey))
num <- function(x) format(x, digits = 17, trim = TRUE)
json <- function(x) {
  if (is.list(x) && !is.null(names(x))) paste0("{", paste(sprintf('"%s":%s', names(x), sapply(x, json)), collapse = ","), "}")
  else if (is.list(x)) paste0("[", paste(sapply(x, json), collapse = ","), "]")
  else if (is.character(x)) dQuote(x, FALSE)
  else if (length(x) == 1) num(x)
  else paste0("[", paste(num(x), collapse = ","), "]")
}
rows <- function(m, df) lapply(seq_along(coef(m)), function(i) {
  est <- unname(coef(m)[i]); se <- as.numeric(SE(m))[i]
  list(name = names(coef(m))[i], est = est, se = se, ciT = est + c(-1, 1) * qt(.975, df) * se)
})
one <- function(name, m) list(rows = list(list(name = name, est = as.numeric(coef(m)), se = as.numeric(SE(m)))))
cases <- c()
add <- function(id, design, call, expected)
  cases <<- c(cases, sprintf('{"id":"%s","design":%s,"call":%s,"expected":%s}', id, design, call, json(expected)))

odd <- data.frame(h = c(rep("a", 6), rep("b", 2), rep("c", 6)), psu = rep(1:7, each = 2), w = c(rep(2, 6), rep(10, 2), rep(3, 6)),
  y = c(5, 4, 3, 5, 4, 4, 2, 3, 5, 5, 1, 4, NA, 3), z = 4, m = NA, g = c("solo", rep("rest", 13)))
odd$sat <- as.integer(odd$y >= 4)
write.csv(odd, "odd.csv", row.names = FALSE, na = "")
of <- function(lonely, more = "") sprintf('{"dataset":"odd","kind":"linearised","ids":["psu"],"strata":["h"],"weights":"w","lonelyPsu":"%s"%s}', lonely, more)
for (lonely in c("certainty", "remove", "adjust", "average")) {
  options(survey.lonely.psu = lonely)
  d <- svydesign(ids = ~psu, strata = ~h, weights = ~w, data = odd)
  m <- svymean(~y, d, na.rm = TRUE)
  add(paste("one school", lonely, "mean"), of(lonely), '{"fn":"mean","vars":["y"],"naRm":true}', list(rows = rows(m, degf(d))))
  if (lonely == "adjust") next
  m <- svytotal(~y, d, na.rm = TRUE)
  add(paste("one school", lonely, "total"), of(lonely), '{"fn":"total","vars":["y"],"naRm":true}', list(rows = rows(m, degf(d))))
}
options(survey.lonely.psu = "certainty")
d <- svydesign(ids = ~psu, strata = ~h, weights = ~w, data = odd)
solo <- subset(d, g == "solo")
sub <- ',"subset":[{"var":"g","op":"==","value":"solo"}]'
add("one respondent mean", of("certainty", sub), '{"fn":"mean","vars":["y"]}', one("y", svymean(~y, solo)))
add("one respondent total", of("certainty", sub), '{"fn":"total","vars":["y"]}', one("y", svytotal(~y, solo)))
by <- svyby(~y, ~g, d, svymean, na.rm = TRUE)
add("one respondent beside the others", of("certainty"), '{"fn":"meanBy","vars":["y"],"by":["g"],"naRm":true}',
  list(domains = lapply(1:2, function(i) list(by = list(g = as.character(by$g[i])), est = list(by$y[i]), se = list(as.numeric(SE(by))[i])))))
add("all equal total", of("certainty"), '{"fn":"total","vars":["z"]}', list(rows = rows(svytotal(~z, d), degf(d))))

set.seed(11)
u <- data.frame(h = rep(1:3, each = 20), psu = rep(1:15, each = 4), w = 10^runif(60, -6, 6), y = sample(1:5, 60, TRUE), x = rnorm(60) + 10)
u$sat <- as.integer(u$y >= 4)
write.csv(u, "odd-weights.csv", row.names = FALSE)
u <- read.csv("odd-weights.csv")
d <- svydesign(ids = ~psu, strata = ~h, weights = ~w, data = u)
wide <- function(kind = "linearised", more = "") sprintf('{"dataset":"odd-weights","kind":"%s","ids":["psu"],"strata":["h"],"weights":"w"%s}', kind, more)
m <- svymean(~ y + sat, d, deff = TRUE)
e <- rows(m, degf(d)); for (i in 1:2) e[[i]]$deff <- as.numeric(deff(m))[i]
add("unequal weights mean", wide(), '{"fn":"mean","vars":["y","sat"],"deff":"TRUE"}', list(rows = e))
for (method in c("logit", "beta")) {
  p <- svyciprop(~sat, d, method = method)
  add(paste("unequal weights", method), wide(), sprintf('{"fn":"ciProp","var":"sat","equals":"1","method":"%s","level":0.95}', method),
    list(est = as.numeric(p), ci = as.numeric(attr(p, "ci"))))
}
add("unequal weights ratio", wide(), '{"fn":"ratio","num":["y"],"den":["x"]}', one("y/x", svyratio(~y, ~x, d)))
r <- as.svrepdesign(d, type = "JKn")
add("unequal weights jackknife", wide("replicate", ',"repType":"JKn"'), '{"fn":"mean","vars":["y"]}', list(rows = rows(svymean(~y, r), degf(r))))
p <- postStratify(d, ~h, data.frame(h = 1:3, Freq = c(100, 200, 5)))
add("unequal weights post-stratified", wide(more = ',"adjust":[{"step":"postStratify","by":"h","population":{"cells":{"h":["1","2","3"]},"freq":[100,200,5]}}]'),
  '{"fn":"mean","vars":["y"]}', list(rows = rows(svymean(~y, p), degf(p))))
writeLines(c('{"cases":[', paste0(cases, c(rep(",", length(cases) - 1), "")), "]}"), "odd.json")
