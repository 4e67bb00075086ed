# Balanced half-samples of fifteen strata, profile intervals with missing values, design effects of ratios, domains with a unit alone, and
# standardised means on a jackknife. R 4.2.2, survey 4.1.1, 2026-11-26:
#   Rscript half-samples.R     writes half-samples.json; the definitions are those of cross.R
for(e in parse("cross.R")){ if(identical(e[[1]],as.name("<-"))&&identical(e[[2]],as.name("ds"))) break; eval(e) }
L<-list
nh<-L(dataset="nhanes",kind="linearised",ids=L("SDMVPSU"),strata=L("SDMVSTRA"),weights="WTMEC2YR",nest=TRUE)
n<-table(unique(dat("nhanes")[,c("SDMVSTRA","SDMVPSU")])$SDMVSTRA); pairs<-L(L(var="SDMVSTRA",op="in",value=as.list(as.numeric(names(n)[n==2]))))
old<-L(L(var="agecat",op="in",value=L("(59,Inf]","(39,59]"))); thin<-L(L(var="race",op="==",value=4),L(var="agecat",op="==",value="(59,Inf]"))
half<-L(L(fn="mean",vars=L("HI_CHOL"),naRm=TRUE,deff="TRUE"),L(fn="meanBy",vars=L("HI_CHOL"),by=L("race","RIAGENDR"),naRm=TRUE,deff=FALSE),L(fn="contrastNonlinear",of=L(fn="total",vars=L("race")),expr="race1 / (race2 + race3)"),
 L(fn="var",vars=L("HI_CHOL"),naRm=TRUE),L(fn="ttest",y="HI_CHOL",group="RIAGENDR"),L(fn="ranktest",y="HI_CHOL",group="RIAGENDR",test="wilcoxon"),L(fn="ciProp",var="HI_CHOL",equals="1",method="logit",level=.95),L(fn="chisq",rows="agecat",cols="RIAGENDR",statistic="F"))
for(r in c("BRR","Fay")) { m<-r=="Fay"; z<-c(nh,L(repType=r,mse=m,rows=pairs)); z$kind<-"replicate"; if(r=="Fay") z$rho<-.4; go(paste(r,m,sep="."),z,half) }
like<-lapply(c(.9,.95),function(l) L(fn="ciProp",var="HI_CHOL",equals="1",method="likelihood",level=l))
go("likelihood",nh,like); go("likelihood.old",c(nh,L(subset=old)),like)
st<-L(step="rake",margins=L(L(by="stype",population=L(cells=L(stype=L("E","H","M")),freq=L(4421,755,1018))),L(by="sch.wide",population=L(cells=L(sch.wide=L("No","Yes")),freq=L(1072,5122)))))
rd<-L(L(fn="ratio",num=L("api.stu"),den=L("enroll"),deff="TRUE"),L(fn="ratio",num=L("meals"),den=L("enroll"),deff="replace"))
c1<-L(dataset="apiclus1",kind="linearised",ids=L("dnum"),weights="pw",fpc=L("fpc")); go("ratio",c1,rd); go("ratio.raked",c(c1,L(adjust=L(st))),rd); go("ratio.domain",c(c1,L(subset=L(L(var="ell",op="<",value=30)))),rd)
for(p in c("average","certainty")) go(paste("alone",p,sep="."),c(nh,L(lonelyPsu=p,adjustDomainLonely=TRUE,subset=thin)),L(L(fn="totalBy",vars=L("HI_CHOL"),by=L("agecat"),naRm=TRUE,deff=FALSE),L(fn="total",vars=L("HI_CHOL"),naRm=TRUE)))
jk<-c(nh,L(repType="JKn")); jk$kind<-"replicate"; go("standard",jk,L(L(fn="standardizedMeanBy",var="HI_CHOL",standardizeBy="agecat",over=L("race","RIAGENDR"),population=L(55901,77670,72816,45364),report="race,RIAGENDR")))
lonely<-L(dataset="apistrat_lonely",kind="replicate",ids=L(),strata=L("stype"),weights="pw",repType="JKn"); for(p in c("adjust","average","remove")) go(paste("jackknife",p,sep="."),c(lonely,L(lonelyPsu=p)),L(L(fn="mean",vars=L("api00"),naRm=TRUE),L(fn="total",vars=L("enroll"),naRm=TRUE)))
# Orders of the matrices and a sum over their ones, for 1 to 120 strata.
sums<-function(H){ v<-as.vector(H); sum(v*(seq_along(v)%%9973)%%9973) }
matrices<-lapply(1:120,function(k){ H<-survey:::hadamard(k); L(k,nrow(H),sums(H)) })
writeLines(c('{"matrices":',toj(matrices),',"cases":[',paste0(vapply(cases,toj,""),c(rep(",",length(cases)-1),"")),"]}"),"half-samples.json"); writeLines(as.character(unlist(errs)))
