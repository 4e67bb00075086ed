# Outside values for the variances of balanced and of sorted samples.
# Rscript test/golden/r/balanced.R    writes balanced.json beside it; base R only.
# Deville and Tille (2005): V = sum c_i e_i^2, e = residuals of y/p on the balancing variables over p under weights c = (1 - p) n / (n - q).
# Successive differences (Wolter 2007, v2): V = n / (2 (n - 1)) sum (1 - f) (t_i - t_(i-1))^2, f the mean of two neighbours' fractions.
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
y <- c(12.5, 30.1, 8.2, 44.9, 27.3, 19.6, 51.2, 33.3, 14.8, 22.7, 40.4, 36.1)
z <- c(3.1, 7.9, 2.6, 9.4, 6.6, 5.2, 11.8, 8.1, 3.3, 6.1, 9.9, 8.3)
p <- c(0.25, 0.4, 0.15, 0.6, 0.35, 0.3, 0.7, 0.45, 0.2, 0.3, 0.55, 0.5)
h <- rep(1:2, each = 6)

deville <- function(y, x, p) {            # x: balancing variables, the probabilities (a fixed size) among them
  n <- length(y); q <- ncol(x); c <- (1 - p) * n / (n - q)
  fit <- lm.wfit(x / p, y / p, c)
  sum(c * fit$residuals^2)
}
one <- deville(y, cbind(p, z), p)
fixed <- deville(y, cbind(p), p)
two <- deville(y, cbind(p * (h == 1), p * (h == 2), z), p)   # strata of equal size: n/(n-q) = n_h/(n_h-1) D/(D-1)

t <- y / p
successive <- function(t, p) {
  n <- length(t); f <- (p[-1] + p[-n]) / 2
  n / (2 * (n - 1)) * sum((1 - f) * diff(t)^2)
}
sorted <- successive(t[1:6], p[1:6]) + successive(t[7:12], p[7:12])
number <- function(name, value) sprintf("\"%s\":%.17g", name, value)
columns <- function(name, value) sprintf("\"%s\":[%s]", name, paste(value, collapse = ","))
writeLines(sprintf("{\"meta\":{\"r\":\"%s\",\"date\":\"%s\"},%s}", getRversion(), Sys.Date(),
  paste(c(columns("y", y), columns("z", z), columns("p", p), columns("h", h), number("one", one), number("fixed", fixed),
          number("two", two), number("sorted", sorted)), collapse = ",")), file.path(here, "balanced.json"))
