# Strict trimming between two bounds: weights that lie on a bound take part in the next round. R 4.2.2, survey 4.1.1, 2026-11-26:
#   Rscript strict-trim.R     writes strict-trim.json; the definitions are those of cross.R
for(e in parse("cross.R")){ if(identical(e[[1]],as.name("<-"))&&identical(e[[2]],as.name("ds"))) break; eval(e) }
L<-list
c2<-L(dataset="apiclus2",kind="linearised",ids=L("dnum","snum"),fpc=L("fpc1","fpc2"))
calls<-L(L(fn="weights"),L(fn="mean",vars=L("api00","enroll"),naRm=TRUE),L(fn="total",vars=L("enroll"),naRm=TRUE),L(fn="meanBy",vars=L("api00"),by=L("awards"),naRm=TRUE,deff=FALSE))
cal<-L(step="calibrate",terms=L("stype","api99"),totals=ct(c2,c("stype","api99")),calfun="linear")
for(b in L(c(14.5,91),c(20,60),c(25,200))) go(paste("strict",b[1],b[2],sep="."),c(c2,L(adjust=L(cal,L(step="trim",lower=b[1],upper=b[2],strict=TRUE)))),calls)
s<-L(dataset="apistrat",kind="linearised",ids=L(),strata=L("stype"),weights="pw",fpc=L("fpc"))
go("strict.strata",c(s,L(adjust=L(L(step="trim",lower=18,upper=35,strict=TRUE)))),calls)
con<-file("strict-trim.json","w"); writeLines('{"cases":[',con); n<-length(cases); for(i in seq_len(n)) writeLines(paste0(toj(cases[[i]]),if(i<n) "," else ""),con); writeLines("]}",con); close(con); cat(n,"cases",length(errs),"errors\n"); print(errs)
