# Outside values for the joint optimum of an allocation over domains and items.
# Rscript test/golden/r/joint-allocation.R    writes joint-allocation.json beside it; base R only.
# minimise sum c_h n_h  subject to  sum_h W_dh^2 S_hj^2 (1/n_h - 1/N_h) <= V_dj  and  2 <= n_h <= N_h
# Solved in the dual, the other way round than the program does it.
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
N <- c(420, 260, 1300, 90, 610, 35, 800, 150)
cost <- c(1, 1.4, 0.8, 2.5, 1.1, 3, 0.9, 1.7)
level <- c(1, 1, 2, 2, 3, 3, 4, 4); area <- c(1, 2, 1, 2, 1, 2, 1, 2)
S <- cbind(c(0.30, 0.25, 0.42, 0.38, 0.35, 0.48, 0.28, 0.31), c(0.9, 0.7, 1.1, 1.6, 0.8, 1.4, 1.0, 1.2))
domains <- c(list(rep(TRUE, 8)), lapply(1:4, function(l) level == l), lapply(1:2, function(a) area == a))
problem <- function(se) {       # se: list of standard errors by domain kind (all, level, area) for each item
  A <- NULL; b <- NULL
  for (d in seq_along(domains)) for (j in 1:2) {
    inside <- domains[[d]]; W <- ifelse(inside, N / sum(N[inside]), 0)
    limit <- se[[j]][if (d == 1) 1 else if (d <= 5) 2 else 3]
    A <- rbind(A, W^2 * S[, j]^2); b <- c(b, limit^2 + sum(W^2 * S[, j]^2 / N))
  }
  list(A = A, b = b)
}
# Lagrange's dual: for prices l the cheapest n is sqrt(A'l / c) within its limits; each price moves by the square of how far its limit is
# broken (Chromy 1987), until the cost of the primal and of the dual agree to 1e-10.
solve_it <- function(p, least = rep(2, 8), most = N) {
  A <- p$A / p$b; n_of <- function(l) pmin(most, pmax(least, sqrt(as.numeric(t(A) %*% l) / cost)))
  dual <- function(l) { n <- n_of(l); -(sum(cost * n) + sum(l * (as.numeric(A %*% (1 / n)) - 1))) }
  l <- rep(sum(cost * N) / 50, nrow(A))
  for (again in 1:300000) l <- l * as.numeric(A %*% (1 / n_of(l)))^2
  n <- n_of(l)
  stopifnot(abs(sum(cost * n) + dual(l)) < 1e-9 * sum(cost * n), A %*% (1 / n) < 1 + 1e-9)
  list(n = n, cost = sum(cost * n), slack = as.numeric(p$b - p$A %*% (1 / n)))
}
loose <- solve_it(problem(list(c(0.02, 0.05, 0.03), c(0.06, 0.14, 0.09))))
tight <- solve_it(problem(list(c(0.012, 0.02, 0.016), c(0.05, 0.07, 0.06))))     # small strata are taken whole
capped <- solve_it(problem(list(c(0.02, 0.05, 0.03), c(0.06, 0.14, 0.09))), least = rep(10, 8), most = pmin(N, 110))
num <- function(v) sprintf("[%s]", paste(sprintf("%.12g", v), collapse = ","))
part <- function(name, s) sprintf("\"%s\":{\"cost\":%.12g,\"n\":%s,\"slack\":%s}", name, s$cost, num(s$n), num(s$slack))
writeLines(sprintf("{\"meta\":{\"r\":\"%s\",\"date\":\"%s\"},\"population\":%s,\"costs\":%s,\"level\":%s,\"area\":%s,\"sd\":[%s,%s],%s}",
  getRversion(), Sys.Date(), num(N), num(cost), num(level), num(area), num(S[, 1]), num(S[, 2]),
  paste(part("loose", loose), part("tight", tight), part("capped", capped), sep = ",")), file.path(here, "joint-allocation.json"))
