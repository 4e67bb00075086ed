# Nonresponse by classes and by propensity, then post-stratification, raking and trimming, each on the sample and on every JKn replicate;
# linearised by hand; R-indicators. A made-up survey of 6 strata x 8 schools. R 4.2.2, survey 4.1.1, 2026-11-25:
#   Rscript nonresponse.R > nonresponse.json      writes nonresponse.csv too
suppressPackageStartupMessages(library(survey))
set.seed(20261125)
d <- do.call(rbind, lapply(1:6, function(h) do.call(rbind, lapply(1:8, function(s) {
  n <- sample(7:12, 1); effect <- rnorm(1, 0, .4)
  data.frame(stratum = h, school = 100 * h + s, w = round(runif(1, 8, 20), 3), level = c("mn", "th", "cs")[(h - 1) %% 3 + 1],
             size = round(runif(1, 100, 900)), khmer = rbinom(n, 1, .3 + .1 * (h > 3)), effect = effect) }))))
d$r <- rbinom(nrow(d), 1, plogis(.9 - .8 * d$khmer + .6 * (d$level == "mn") - .001 * (d$size - 500) + .5 * d$effect))
d$y <- round(pmin(5, pmax(1, 3.7 + d$effect - .4 * d$khmer + rnorm(nrow(d)))), 0)
d$effect <- NULL
write.csv(transform(d, y = ifelse(r == 1, y, "")), "nonresponse.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("nonresponse.csv")
y <- ifelse(d$r == 1, d$y, 0)
num <- function(x) paste0("[", paste(formatC(as.numeric(x), digits = 17, format = "g"), collapse = ","), "]")
des <- svydesign(~school, strata = ~stratum, weights = ~w, data = d)
jk <- as.svrepdesign(des, type = "JKn")

cell <- interaction(d$level, d$khmer)
byClass <- function(w, cell) { f <- tapply(w, cell, sum) / tapply(w * d$r, cell, sum); ifelse(d$r == 1, w * f[as.character(cell)], 0) }
X <- model.matrix(~ I(level == "mn") + I(level == "th") + khmer + size, d)
fit <- function(w) glm.fit(X[w > 0, ], d$r[w > 0], weights = w[w > 0] / mean(w), family = quasibinomial(), control = list(epsilon = 1e-14, maxit = 100))
prop <- function(w) { p <- rep(NA, nrow(d)); p[w > 0] <- fit(w)$fitted.values; p }
quintile <- function(w) { p <- prop(w); s <- sort(p[w > 0]); n <- length(s); cuts <- unique(s[ceiling((1:4) * n / 5)]); ifelse(w > 0, rowSums(outer(p, cuts, ">")), NA) }
byQuintile <- function(w) { q <- quintile(w); z <- byClass(ifelse(w > 0, w, 0), factor(ifelse(is.na(q), 0, q))); ifelse(w > 0, z, 0) }
byInverse <- function(w) { p <- prop(w); ifelse(d$r == 1 & w > 0, w / p, 0) }
est <- function(w) c(mean = sum(w * y) / sum(w), total = sum(w * y))
onReplicates <- function(f) { W <- weights(jk, "analysis"); T <- apply(W, 2, function(w) est(f(w))); full <- est(f(d$w))
  v <- sapply(1:2, function(k) sum(jk$scale * jk$rscales * (T[k, ] - mean(T[k, ]))^2)); c(full, sqrt(v)) }

# Linearised: what each sampled pupil adds to the total of y (or of the score of the mean) once the silent count as the mean of their class.
seOf <- function(z) as.numeric(SE(svytotal(~z, update(des, z = z))))
silent <- function(w, e, cell) { m <- tapply(w * e, cell, sum) / tapply(w, cell, sum); m <- m[as.character(cell)]; (w * e + (d$w - w) * m) / d$w }
w1 <- byClass(d$w, cell); m1 <- est(w1)["mean"]
taylor1 <- c(seOf(silent(w1, ifelse(d$r == 1, (y - m1) / sum(w1), 0), cell)), seOf(silent(w1, y, cell)))
p <- prop(d$w); w3 <- byInverse(d$w)
lin3 <- function(e) { A <- t(X) %*% (X * d$w * p * (1 - p)); g <- solve(A, t(X) %*% (w3 * e * (1 - p))); (w3 * e - d$w * (d$r - p) * (X %*% g)) / d$w }
m3 <- est(w3)["mean"]
taylor3 <- c(seOf(lin3(ifelse(d$r == 1, (y - m3) / sum(w3), 0))), seOf(lin3(y)))

# Then to known totals. Post-strata: level; raking: level and khmer; trimming at 30 with raking repeated.
N <- round(sum(d$w) * 1.05)
level <- c(cs = .31, mn = .36, th = .33) * N; khmer <- c("0" = .58, "1" = .42) * N
post <- function(w) { s <- tapply(w, d$level, sum); w * (level / s[names(level)])[d$level] }
rakeTo <- function(w) { for (i in 1:300) { w <- post(w); s <- tapply(w, d$khmer, sum); w <- w * as.numeric((khmer / s[names(khmer)])[as.character(d$khmer)]) }; w }
cut <- function(w, upper) { on <- w > 0; x <- w[on]; done <- rep(FALSE, length(x)); repeat { over <- !done & x > upper; if (!any(over)) break
  extra <- sum(x[over] - upper); x[over] <- upper; done <- done | over; x[!done] <- x[!done] + extra / sum(!done) }; w[on] <- x; w }
trimRake <- function(w, upper) { for (i in 1:200) { w <- rakeTo(cut(w, upper)); if (max(w) <= upper * (1 + 1e-6)) break }; w }
w4 <- post(w1); m4 <- est(w4)["mean"]
# The residual of a post-stratum uses the weights before it, as survey does.
lin4 <- function(e) { x <- w4 * e; s <- tapply(x, d$level, sum) / tapply(w1, d$level, sum); x <- x - w1 * s[d$level]
  m <- tapply(x, cell, sum) / tapply(w1, cell, sum); (x + (d$w - w1) * m[as.character(cell)]) / d$w }
taylor4 <- c(seOf(lin4(ifelse(d$r == 1, (y - m4) / sum(w4), 0))), seOf(lin4(y)))
upper <- 40

# R-indicators. Bias and variance after Shlomo, Skinner and Schouten (2012), with the weights as in the RISQ tools.
g <- glm(d$r ~ X - 1, family = binomial(), weights = d$w / mean(d$w), control = list(epsilon = 1e-14, maxit = 100))
g <- suppressWarnings(g); S <- vcov(g); Z <- X * p * (1 - p); Nw <- sum(d$w); n <- nrow(d)
pm <- weighted.mean(p, d$w); S2 <- sum(d$w * (p - pm)^2) / (Nw - 1)
bias <- sum(d$w * rowSums((Z %*% S) * Z)) / Nw - (1 / n - 1 / Nw) * S2
cw <- cov.wt(cbind(p, Z), wt = d$w, method = "ML")$cov; A <- cw[-1, 1]; B <- cw[-1, -1]; q <- (p - pm)^2
S2q <- sum(d$w * (q - weighted.mean(q, d$w))^2) / (Nw - 1)
variance <- (4 * t(A) %*% S %*% A + 2 * sum(diag(B %*% S %*% B %*% S)) + (1 / n - 1 / Nw) * S2q) / (sum(d$w * (p - pm)^2) / Nw)
between <- function(v) { s <- tapply(d$w, v, sum); m <- tapply(d$w * p, v, sum) / s; sqrt(s / Nw) * (m - pm) }
within <- function(others) { m <- ave(d$w * p, others, FUN = sum) / ave(d$w, others, FUN = sum); sqrt(sum(d$w * (p - m)^2) / (Nw - 1)) }
bl <- between(d$level); bk <- between(d$khmer)
line <- function(name, x) sprintf('"%s":%s', name, num(x))
cat("{", paste(c(
  line("coefficients", fit(d$w)$coefficients), line("propensity", p[1:12]), line("cuts", quintile(d$w)[1:40]),
  line("classWeights", w1[1:20]), line("quintileWeights", byQuintile(d$w)[1:20]), line("inverseWeights", w3[1:20]),
  line("classReplicates", onReplicates(function(w) byClass(w, cell))), line("classTaylor", taylor1),
  line("quintileReplicates", onReplicates(byQuintile)), line("inverseReplicates", onReplicates(byInverse)), line("inverseTaylor", taylor3),
  line("level", level), line("khmer", khmer),
  line("postReplicates", onReplicates(function(w) post(byClass(w, cell)))), line("postTaylor", taylor4),
  line("rakeWeights", rakeTo(w1)[1:20]), line("rakeReplicates", onReplicates(function(w) rakeTo(byClass(w, cell)))),
  line("trimWeights", trimRake(rakeTo(w1), upper)[1:20]), line("trimRange", range(rakeTo(w1)[d$r == 1])),
  line("trimReplicates", onReplicates(function(w) trimRake(rakeTo(byClass(w, cell)), upper))),
  line("indicator", c(1 - 2 * sqrt(S2), 1 - 2 * sqrt(max(0, S2 - bias)), sqrt(variance), pm, sqrt(S2))),
  line("unconditional", c(sqrt(sum(bl^2)), sqrt(sum(bk^2)), bl, bk)),
  line("conditional", c(within(d$khmer), within(d$level)))), collapse = ",\n "), "}\n")
