# Outside values of the figures about the index: ends of the scale, change between rounds, ranks, alpha, mode effect, small areas.
# R 4.2.2, survey 4.1.1, 2026-11-25:  Rscript test/golden/r/index-figures.R    reads vn.csv beside it, writes index-figures.json
# and vn-second.csv, a second round of which some schools are those of the first.
suppressMessages(library(survey))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
d <- read.csv(file.path(here, "vn.csv"))
items <- paste0("q", 1:5)
top <- function(x, from) as.numeric(x >= from)
for (q in items) { d[[paste0("top.", q)]] <- top(d[[q]], 5); d[[paste0("low.", q)]] <- as.numeric(d[[q]] <= 2)
  d[[paste0("net.", q)]] <- d[[paste0("top.", q)]] - d[[paste0("low.", q)]] }
d$nps.top <- top(d$nps, 9); d$nps.low <- as.numeric(d$nps <= 6); d$nps.net <- d$nps.top - d$nps.low
des <- svydesign(ids = ~school, strata = ~stratum, weights = ~w, data = d)
one <- function(name, design = des) { m <- svymean(as.formula(paste0("~", name)), design, na.rm = TRUE)
  list(value = as.numeric(coef(m)), se = as.numeric(SE(m))) }
ends <- setNames(lapply(c(items, "nps"), function(q) {
  p <- if (q == "nps") c("nps.top", "nps.low", "nps.net") else paste0(c("top.", "low.", "net."), q)
  list(top = one(p[1]), bottom = one(p[2]), net = one(p[3])) }), c(items, "nps"))

# ---- change: a second round. Strata of district 1 to 3 keep all schools, 4 keeps two a stratum, 5 none.
set.seed(5)
e <- d[, c("district", "level", "stratum", "school", "nsch", "w", items)]
e <- e[runif(nrow(e)) < 0.9, ]
ease <- setNames(rnorm(length(unique(d$school)), 0.05, 0.3), unique(d$school))
for (q in items) e[[q]] <- pmin(5, pmax(1, round(e[[q]] + ease[e$school] + rnorm(nrow(e), 0, 0.7))))
kept <- unlist(lapply(split(d$school, d$stratum), function(s) sort(unique(s))[1:2]))
renamed <- e$district == 5 | (e$district == 4 & !(e$school %in% kept))
e$school[renamed] <- paste0(e$school[renamed], "new")
e$w <- round(e$w * runif(nrow(e), 0.9, 1.1), 6)
write.csv(e, file.path(here, "vn-second.csv"), row.names = FALSE, na = "", quote = FALSE)
d$y <- top(d$q1, 4); e$y <- top(e$q1, 4)
both <- function(keep1, keep2, fpc) {
  a <- data.frame(round = 1, d[keep1, c("stratum", "school", "nsch", "w", "y")])
  b <- data.frame(round = 2, e[keep2, c("stratum", "school", "nsch", "w", "y")])
  # svyby with its covariance takes no missing value; every school keeps an answer.
  s <- rbind(a, b); s <- s[!is.na(s$y), ]; s$f <- s$nsch
  stopifnot(length(unique(s$school)) == length(unique(c(a$school, b$school))))
  st <- if (fpc) svydesign(ids = ~school, strata = ~stratum, weights = ~w, fpc = ~f, data = s)
        else svydesign(ids = ~school, strata = ~stratum, weights = ~w, data = s)
  by <- svyby(~y, ~round, st, svymean, na.rm = TRUE, covmat = TRUE)
  k <- svycontrast(by, c(-1, 1)); v <- vcov(by)
  list(value = as.numeric(coef(k)), se = as.numeric(SE(k)), correlation = v[1, 2] / sqrt(v[1, 1] * v[2, 2]))
}
same <- both(d$district <= 3, e$district <= 3, FALSE)
sameFinite <- both(d$district <= 3, e$district <= 3, TRUE)
# Partly common: own variances by survey, covariance of common schools from the influences, written out.
partly <- function(fpc) {
  mk <- function(t) if (fpc) svydesign(ids = ~school, strata = ~stratum, weights = ~w, fpc = ~nsch, data = t)
                    else svydesign(ids = ~school, strata = ~stratum, weights = ~w, data = t)
  m1 <- svymean(~y, mk(d), na.rm = TRUE); m2 <- svymean(~y, mk(e), na.rm = TRUE)
  z <- function(t, m) { ok <- !is.na(t$y); u <- ifelse(ok, t$w * (ifelse(ok, t$y, 0) - coef(m)) / sum(t$w[ok]), 0); tapply(u, t$school, sum) }
  z1 <- z(d, m1); z2 <- z(e, m2); cov <- 0
  st1 <- tapply(d$stratum, d$school, `[`, 1); N1 <- tapply(d$nsch, d$school, `[`, 1)
  for (h in unique(st1)) { s1 <- names(st1)[st1 == h]; s2 <- unique(e$school[e$stratum == h]); c0 <- intersect(s1, s2); m <- length(c0)
    if (m < 2) next
    f <- if (fpc) 1 - (length(s1) * length(s2) / N1[s1[1]]) / m else 1
    cov <- cov + f * m * var(z1[c0], z2[c0]) }
  v <- SE(m1)^2 + SE(m2)^2 - 2 * cov
  list(value = as.numeric(coef(m2) - coef(m1)), se = sqrt(as.numeric(v)), correlation = as.numeric(cov / (SE(m1) * SE(m2))),
       independentSe = sqrt(as.numeric(SE(m1)^2 + SE(m2)^2)), matched = length(intersect(d$school, e$school)))
}

# ---- ranks of the 20 cells level x district, and of the 5 districts
ranks <- function(var, rule, correction) {
  by <- svyby(~shifted, as.formula(paste0("~", var)), des2, svymean, na.rm = TRUE, covmat = TRUE)
  v <- vcov(by); y <- as.numeric(coef(by)); K <- length(y)
  df <- sapply(by[[var]], function(g) degf(subset(des2, des2$variables[[var]] == g)))
  S <- if (rule == "pairs") K * (K - 1) / 2 else K
  a <- if (correction == "sidak") 1 - 0.95^(1 / S) else 0.05 / S
  up <- matrix(FALSE, K, K)
  for (i in 1:K) for (j in 1:K) if (i != j && y[i] > y[j]) up[i, j] <- if (rule == "pairs")
      (y[i] - y[j]) > qt(1 - a / 2, min(df[i], df[j])) * sqrt(v[i, i] + v[j, j] - 2 * v[i, j])
    else (y[i] - qt(1 - a / 2, df[i]) * sqrt(v[i, i])) > (y[j] + qt(1 - a / 2, df[j]) * sqrt(v[j, j]))
  list(areas = as.character(by[[var]]), rank = as.numeric(rank(-y, ties.method = "min")), best = 1 + colSums(up), worst = K - rowSums(up))
}
# Districts that share schools' strata only by chance are made dependent: the group cuts across strata.
d$group <- paste0("g", 1 + (d$district + as.integer(factor(d$sex))) %% 4)
# So that some areas can be told apart, districts are moved by these on the scale of q1.
d$shifted <- d$q1 + c(0, 0.3, 0.5, 0.9, 1.6)[d$district]
des2 <- svydesign(ids = ~school, strata = ~stratum, weights = ~w, data = d[!is.na(d$y), ])
rankings <- list()
for (v in c("district", "stratum", "group")) for (r in c("pairs", "areas")) for (c in c("sidak", "bonferroni"))
  rankings[[paste(v, r, c, sep = ".")]] <- ranks(v, r, c)

# ---- alpha: linearised through svycontrast over totals, and JKn through withReplicates
ok <- complete.cases(d[, items])
desA <- subset(update(des, ones = 1, S = q1 + q2 + q3 + q4 + q5, P = q1^2 + q2^2 + q3^2 + q4^2 + q5^2, S2 = (q1 + q2 + q3 + q4 + q5)^2), ok)
tt <- svytotal(~ones + S + P + S2 + q1 + q2 + q3 + q4 + q5, desA)
al <- svycontrast(tt, quote(5/4 * (1 - (P/ones - (q1/ones)^2 - (q2/ones)^2 - (q3/ones)^2 - (q4/ones)^2 - (q5/ones)^2) / (S2/ones - (S/ones)^2))))
alphaW <- function(w, t) { m <- function(x) sum(w * x) / sum(w); v <- function(x) m(x^2) - m(x)^2
  5/4 * (1 - sum(sapply(items, function(q) v(t[[q]]))) / v(rowSums(t[, items]))) }
jk <- withReplicates(as.svrepdesign(desA, type = "JKn"), alphaW)
alpha <- list(value = as.numeric(coef(al)), se = as.numeric(SE(al)), jackknifeSe = as.numeric(SE(jk)), n = sum(ok))

# ---- does an item behave otherwise by mode, given the other items?
d$mode <- factor(d$mode, levels = names(sort(table(d$mode), decreasing = TRUE)))  # the most frequent is the reference
terms <- paste0("mode", levels(d$mode)[-1])
# q3 is made to be answered higher on the web.
d$q3 <- d$q3 + ifelse(d$mode == "web", 0.5, 0)
des <- update(des, q3 = d$q3)
bias <- lapply(items, function(q) {
  rest <- rowMeans(d[, setdiff(items, q)], na.rm = TRUE); rest[is.nan(rest)] <- NA
  g <- update(des, rest = rest, mode = d$mode)
  m <- svyglm(as.formula(paste0(q, " ~ rest + mode")), g)
  t <- regTermTest(m, ~mode)
  list(effects = as.numeric(coef(m)[terms]), se = as.numeric(SE(m)[terms]),
       F = as.numeric(t$Ftest), p = as.numeric(t$p), ddf = as.numeric(t$ddf))
})
holm <- p.adjust(sapply(bias, `[[`, "p"), "holm")
d$all <- rowMeans(d[, items], na.rm = TRUE); d$all[is.nan(d$all)] <- NA
gm <- update(des, all = d$all, mode = d$mode, level = factor(d$level), district = factor(d$district))
mm <- svyglm(all ~ mode + level + district, gm); mt <- regTermTest(mm, ~mode)
mode <- list(levels = levels(d$mode)[-1], effects = as.numeric(coef(mm)[2:3]), se = as.numeric(SE(mm)[2:3]), F = as.numeric(mt$Ftest), p = as.numeric(mt$p), ddf = as.numeric(mt$ddf))

# ---- item non-response: blank and "not known" apart (q2 blank on rows 3 mod 7, not known on rows 5 mod 11)
state <- ifelse(seq_len(nrow(d)) %% 7 == 3, 2, ifelse(seq_len(nrow(d)) %% 11 == 5, 1, 0))
nr <- update(des, blank = as.numeric(state == 2), unknown = as.numeric(state == 1))
nonresponse <- list(blank = one("blank", nr), notKnown = one("unknown", nr))

# ---- small areas: REML by Fisher scoring, Prasad-Rao mse, benchmark; two areas without a sample
by <- svyby(~y, ~stratum, des2, svymean, na.rm = TRUE)
n <- tapply(!is.na(d$y), d$stratum, sum)[by$stratum]
y <- as.numeric(by$y); V <- as.numeric(by$se)^2
pop <- as.numeric(round(tapply(d$w, d$stratum, sum)[by$stratum]))
seen <- !(by$stratum %in% c("3MN", "5THPT")); noV <- by$stratum == "2TH"
use <- seen & !noV
pb <- (sum(n[seen] * y[seen]) + 1) / (sum(n[seen]) + 2)
D <- sum(n[use] * V[use]) / sum(y[use] * (1 - y[use]))
vs <- D * pb * (1 - pb) / as.numeric(n)
ys <- y[seen]; v <- vs[seen]; X <- matrix(1, length(ys), 1); A <- median(v)
for (it in 1:500) { Vi <- diag(1 / (A + v)); Q <- solve(t(X) %*% Vi %*% X); P <- Vi - Vi %*% X %*% Q %*% t(X) %*% Vi
  s <- -0.5 * sum(diag(P)) + 0.5 * as.numeric(t(ys) %*% P %*% P %*% ys); I <- 0.5 * sum(diag(P %*% P)); A <- max(0, A + s / I) }
b <- as.numeric(Q %*% t(X) %*% Vi %*% ys); g <- A / (A + v); est <- b + g * (ys - b)
vA <- 2 / sum(1 / (A + v)^2)
mse <- g * v + (1 - g)^2 * as.numeric(Q) + 2 * (1 - g)^2 * vA / (A + v)
value <- rep(b, length(y)); value[seen] <- est; m <- rep(A + as.numeric(Q), length(y)); m[seen] <- mse
W <- pop / sum(pop); B <- as.numeric(coef(svymean(~y, des2, na.rm = TRUE))); adj <- B - sum(W * value)
a <- W * m / sum(W^2 * m); Ws <- W[seen] / sum(W[seen]); pull <- Ws * (1 - g)
vd <- sum(pull^2 * (A + v)) - sum(pull)^2 * as.numeric(Q)
small <- list(areas = by$stratum, y = y, variance = ifelse(noV, NA, V), n = as.numeric(n), population = pop, sampled = seen, benchmark = B,
  modelVariance = A, designEffect = D, adjustment = adj, value = value + a * adj, rmse = sqrt(m + a^2 * vd))

cat(levels(d$mode), table(d$mode), "\n")
out <- list(meta = list(r = as.character(getRversion()), survey = as.character(packageVersion("survey"))), ends = ends,
  change = list(same = same, sameFinite = sameFinite, partly = partly(FALSE), partlyFinite = partly(TRUE)), rankings = rankings, alpha = alpha,
  itemBias = list(items = bias, holm = holm), mode = mode, nonresponse = nonresponse, smallAreas = small)
json <- function(v) {
  one <- function(x) if (is.na(x)) "null" else if (is.character(x)) sprintf("\"%s\"", x) else if (is.logical(x)) tolower(as.character(x)) else sprintf("%.15g", x)
  if (is.list(v) && !is.null(names(v))) sprintf("{%s}", paste(sprintf("\"%s\":%s", names(v), sapply(v, json)), collapse = ","))
  else if (is.list(v)) sprintf("[%s]", paste(sapply(v, json), collapse = ","))
  else if (length(v) == 1) one(v) else sprintf("[%s]", paste(sapply(as.vector(v), one), collapse = ","))
}
writeLines(json(out), file.path(here, "index-figures.json"))
