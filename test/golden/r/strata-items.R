# Means of many items, by stratum, raked and calibrated, on a small file of 44 strata x 20 units x 2 rows.
# R 4.2.2, survey 4.1.1, 2026-11-24:  Rscript strata-items.R > strata-items.json
suppressPackageStartupMessages(library(survey))
d <- read.csv("strata-items.csv")
items <- sprintf("q%02d", 1:30)
des <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = d)
num <- function(x) paste0("[", paste(format(as.numeric(x), digits = 17), collapse = ","), "]")
row <- function(name, m) sprintf('"%s":{"mean":%s,"se":%s}', name, num(coef(m)), num(SE(m)))
all <- svymean(as.formula(paste("~", paste(items, collapse = "+"))), des)
by <- svyby(~q01 + q02, ~stratum, des, svymean)
N <- round(sum(d$w))
marg <- function(v, f) { t <- tapply(d$w, d[[v]], sum) * f; data.frame(setNames(list(as.integer(names(t)), as.numeric(t / sum(t) * N)), c(v, "Freq"))) }
pop <- list(marg("sex", c(.97, 1.05)), marg("age", c(1.1, .95, 1.02, .9)),
            marg("district", 1 + (((1:11) * 7) %% 11 - 5) / 50), marg("level", c(1.04, .98, .93, 1.1)))
r <- rake(des, list(~sex, ~age, ~district, ~level), pop, control = list(maxit = 50, epsilon = 1e-7))
tot <- c(N, pop[[1]]$Freq[-1], pop[[2]]$Freq[-1], pop[[3]]$Freq[-1], pop[[4]]$Freq[-1])
des2 <- update(des, fsex = factor(sex), fage = factor(age), fdist = factor(district), flev = factor(level))
names(tot) <- c("(Intercept)", "fsex2", paste0("fage", 2:4), paste0("fdist", 2:11), paste0("flev", 2:4))
r2 <- calibrate(des2, ~fsex + fage + fdist + flev, tot, calfun = "raking", epsilon = 1e-11)
cat("{", row("all", all), ",\n", sprintf('"by":{"mean":%s,"se":%s}', num(by$q01), num(by$se.q01)), ",\n",
    row("raked", svymean(~q01 + q02, r)), ",\n", sprintf('"rakedWeights":%s', num(range(weights(r)))), ",\n",
    row("calibrated", svymean(~q01 + q02, r2)), ",\n", sprintf('"calibratedWeights":%s', num(range(weights(r2)))), "}\n", sep = "")
