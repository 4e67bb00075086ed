# Outside values for the satisfaction index on a three-stage design with item nonresponse.
# Rscript test/golden/r/three-stage.R    reads three-stage.csv beside it, writes three-stage.json.
# Schools: PPS without replacement, Brewer's approximation; classes and pupils: simple random sampling.
suppressMessages(library(survey))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
data <- read.csv(file.path(here, "three-stage.csv"))

forms <- list(MN = list(A = c("A1", "A2"), B = c("B1", "B2", "B3"), C = "C1"),
              TH = list(A = c("A1", "A2", "A3"), B = c("B1", "B2"), C = c("C1", "C2")))
for (form in names(forms)) {
  data[[paste0("member.", form)]] <- as.numeric(data$level == form)
  for (item in unlist(forms[[form]])) {
    here_and_answered <- data$level == form & !is.na(data[[item]])
    data[[paste0("n.", form, ".", item)]] <- as.numeric(here_and_answered)
    data[[paste0("rate.", form, ".", item)]] <- ifelse(here_and_answered, as.numeric(data[[item]] >= 4), 0)
    data[[paste0("mean.", form, ".", item)]] <- ifelse(here_and_answered, data[[item]], 0)
    data[[paste0("own.rate.", form, ".", item)]] <- ifelse(here_and_answered, as.numeric(data[[item]] >= 4), NA)
    data[[paste0("own.mean.", form, ".", item)]] <- ifelse(here_and_answered, data[[item]], NA)
  }
}
# A person is satisfied in all blocks when the mean of the answered items is 4 or more in each; a block without an answer = missing.
data$inAll <- sapply(seq_len(nrow(data)), function(row) {
  means <- sapply(forms[[data$level[row]]], function(items) mean(unlist(data[row, items]), na.rm = TRUE))
  if (any(is.nan(means))) NA else as.numeric(all(means >= 4))
})
data$F1.rate <- as.numeric(data$F1 >= 4)
data$F2.high <- as.numeric(data$F2 >= 80)

design <- svydesign(ids = ~ school + class + row, strata = ~ stratum, fpc = ~ p1 + p2 + p3,
                    weights = ~ w, data = data, pps = "brewer")

# Mean of ratios of totals, by symbolic derivatives over the joint covariance of all totals.
ratio <- function(form, item, scale) sprintf("`%s.%s.%s`/`n.%s.%s`", scale, form, item, form, item)
block <- function(form, items, scale) sprintf("(%s)/%d", paste(sapply(items, function(i) ratio(form, i, scale)), collapse = "+"), length(items))
pooled <- function(form, items, scale) sprintf("(%s)/(%s)",
  paste(sprintf("`%s.%s.%s`", scale, form, items), collapse = "+"), paste(sprintf("`n.%s.%s`", form, items), collapse = "+"))
whole <- function(form, blocks, scale, how) sprintf("(%s)/%d",
  paste(sapply(blocks, function(items) paste0("(", how(form, items, scale), ")")), collapse = "+"), length(blocks))
over_forms <- function(used, expression_of) {
  size <- paste(sprintf("`member.%s`", used), collapse = "+")
  paste(sapply(used, function(form) sprintf("`member.%s`/(%s)*(%s)", form, size, expression_of(form))), collapse = "+")
}
composite <- function(part, expression) {
  names <- unique(gsub("`", "", regmatches(expression, gregexpr("`[^`]+`", expression))[[1]]))
  totals <- svytotal(as.formula(paste("~", paste(sprintf("`%s`", names), collapse = "+"))), part)
  contrast <- svycontrast(totals, list(value = parse(text = expression)[[1]]))
  list(value = as.numeric(coef(contrast)), se = as.numeric(SE(contrast)))
}
# A domain of a PPS design keeps all rows; those outside have probability Inf.
inside <- function(part) is.finite(part$prob)
plain <- function(part, name) {
  found <- svymean(as.formula(paste0("~", name)), part, na.rm = TRUE, deff = TRUE)
  list(value = as.numeric(coef(found)), se = as.numeric(SE(found)), deff = as.numeric(deff(found)),
       n = sum(inside(part) & !is.na(part$variables[[name]])))
}

groups <- list(all = rep(TRUE, nrow(data)), MN = data$level == "MN", TH = data$level == "TH",
               A = data$area == "A", B = data$area == "B")
results <- lapply(groups, function(keep) {
  part <- subset(design, keep)
  used <- intersect(names(forms), unique(part$variables$level[inside(part)]))
  items <- list()
  for (form in used) for (item in unlist(forms[[form]])) {
    items[[paste0(form, ".", item)]] <- list(rate = plain(part, paste0("own.rate.", form, ".", item)),
                                             mean = plain(part, paste0("own.mean.", form, ".", item)))
  }
  blocks <- list()
  for (name in c("A", "B", "C")) blocks[[name]] <- list(
    rate = composite(part, over_forms(used, function(form) block(form, forms[[form]][[name]], "rate"))),
    pooled = composite(part, over_forms(used, function(form) pooled(form, forms[[form]][[name]], "rate"))),
    mean = composite(part, over_forms(used, function(form) block(form, forms[[form]][[name]], "mean"))))
  list(df = degf(part), sheets = sum(inside(part)), population = sum(1 / part$prob), items = items, blocks = blocks,
       overallComputed = list(
         rate = composite(part, over_forms(used, function(form) whole(form, forms[[form]], "rate", block))),
         pooled = composite(part, over_forms(used, function(form) whole(form, forms[[form]], "rate", pooled))),
         mean = composite(part, over_forms(used, function(form) whole(form, forms[[form]], "mean", block)))),
       overallAsked = list(rate = plain(part, "F1.rate"), mean = plain(part, "F1")),
       expectation = list(mean = plain(part, "F2"), atLeast80 = plain(part, "F2.high")),
       satisfiedInAll = plain(part, "inAll"))
})

json <- function(value) {
  if (is.list(value)) sprintf("{%s}", paste(sprintf("\"%s\":%s", names(value), sapply(value, json)), collapse = ","))
  else if (is.character(value)) sprintf("\"%s\"", value)
  else sprintf("%.17g", value)
}
meta <- list(r = as.character(getRversion()), survey = as.character(packageVersion("survey")), date = as.character(Sys.Date()))
writeLines(json(list(meta = meta, groups = results)), file.path(here, "three-stage.json"))
