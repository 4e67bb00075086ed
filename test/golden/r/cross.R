# Designs, adjustments, domains and statistics crossed on the public data sets of ../data. R 4.2.2, survey 4.1.1, 2026-11-25:
#   Rscript cross.R      computes some 10,000 cases; cross.json keeps those whose numbers are all finite, every 31st of the plain designs
#                        and every 17th of the adjusted ones (models are covered elsewhere).
suppressPackageStartupMessages(library(survey))
G<-"../data/"; V<-"./"
toj<-function(x){ if(is.null(x)) return("null")
  if(is.list(x)){ if(!is.null(names(x))) return(paste0("{",paste(sprintf("%s:%s",vapply(names(x),function(s) encodeString(s,quote='"'),""),vapply(x,toj,"")),collapse=","),"}")); return(paste0("[",paste(vapply(x,toj,""),collapse=","),"]")) }
  if(is.matrix(x)) return(toj(lapply(seq_len(nrow(x)),function(i) as.list(unname(x[i,])))))
  if(length(x)!=1) return(toj(as.list(x)))
  if(is.logical(x)) return(if(is.na(x)) "null" else if(x) "true" else "false")
  if(is.character(x)||is.factor(x)) return(if(is.na(x)) "null" else encodeString(as.character(x),quote='"'))
  if(is.nan(x)) return('"NaN"'); if(is.na(x)) return("null"); if(is.infinite(x)) return(if(x>0)'"Inf"' else '"-Inf"'); sprintf("%.17g",x) }
cache<-new.env()
dat<-function(n){ if(!is.null(cache[[n]])) return(cache[[n]])
  p<-paste0(if(file.exists(paste0(G,n,".csv"))) G else V,n,".csv"); x<-read.csv(p,na.strings=c("","NA"),stringsAsFactors=FALSE,check.names=FALSE)
  for(v in names(x)) if(is.character(x[[v]])) x[[v]]<-factor(x[[v]],levels=sort(unique(x[[v]]),method="radix"))
  if(n=="nhanes") for(v in c("race","RIAGENDR")) x[[v]]<-factor(x[[v]])
  cache[[n]]<-x; x }
f<-function(v) if(length(v)) as.formula(paste("~",paste(unlist(v),collapse="+"))) else NULL
cond<-function(x,cs){ keep<-rep(TRUE,nrow(x)); for(c0 in cs){ z<-x[[c0$var]]; v<-unlist(c0$value); if(is.factor(z)) z<-as.character(z)
  k<-switch(c0$op,`==`=z==v,`!=`=z!=v,`>`=z>v,`>=`=z>=v,`<`=z<v,`<=`=z<=v,`in`=ifelse(is.na(z),FALSE,z %in% v)); k[is.na(k)]<-FALSE; keep<-keep&k }; keep }
popf<-function(m,x){ cells<-m$population$cells; z<-as.data.frame(lapply(names(cells),function(n) if(is.factor(x[[n]])) factor(unlist(cells[[n]]),levels=levels(x[[n]])) else unlist(cells[[n]]))); names(z)<-names(cells); z$Freq<-unlist(m$population$freq); z}
base<-function(s){ x<-dat(s$dataset); keepr<-rep(TRUE,nrow(x)); if(length(s$rows)){ keepr<-cond(x,s$rows); x<-droplevels(x[keepr,,drop=FALSE]) ; x<-x }
  options(survey.lonely.psu=if(is.null(s$lonelyPsu)) "fail" else s$lonelyPsu, survey.adjust.domain.lonely=isTRUE(s$adjustDomainLonely), survey.ultimate.cluster=isTRUE(s$ultimateCluster))
  if(s$kind=="replicateWeights"){ rw<-dat(sub("\\.csv$","",s$repFile)); rw<-as.matrix(rw)[keepr,,drop=FALSE]
    a<-list(data=x,weights=if(!is.null(s$weights)) x[[s$weights]],repweights=rw,type=s$repType,combined.weights=isTRUE(s$combined),mse=isTRUE(s$mse)); if(!is.null(s$scale)) a$scale<-s$scale; if(!is.null(s$rscales)) a$rscales<-if(length(s$rscales)==1) rep(s$rscales,ncol(rw)) else unlist(s$rscales); if(!is.null(s$rho)) a$rho<-s$rho
    return(do.call(svrepdesign,a)) }
  ids<-if(length(s$ids)) f(s$ids) else ~1
  a<-list(ids=ids,strata=f(s$strata),weights=f(s$weights),fpc=f(s$fpc),data=x,nest=isTRUE(s$nest))
  if(!is.null(s$pps)) { a$pps<-switch(s$pps,brewer="brewer",overton="overton",HR=if(is.null(s$hr)) HR() else HR(s$hr),`HT-matrix`=ppsmat(as.matrix(dat(s$ppsMatrix)))); if(!is.null(s$ppsVariance)) a$variance<-s$ppsVariance }
  des<-do.call(svydesign,a)
  if(s$kind=="replicate"){ a<-list(des,type=s$repType,mse=isTRUE(s$mse)); if(!is.null(s$rho)) a$fay.rho<-s$rho; des<-do.call(as.svrepdesign,a) }
  des }
adj1<-function(des,a,x){ switch(a$step,
  postStratify=postStratify(des,f(names(a$population$cells)),popf(a,x)),
  rake=rake(des,lapply(a$margins,function(m) f(names(m$population$cells))),lapply(a$margins,popf,x),control=list(maxit=1000,epsilon=1e-13)),
  calibrate={z<-list(des,if(is.null(a$noint)) f(a$terms) else as.formula(paste("~0+",paste(unlist(a$terms),collapse="+"))),unlist(a$totals),calfun=a$calfun,epsilon=1e-12,maxit=500); if(!is.null(a$bounds)) z$bounds<-unlist(a$bounds); if(!is.null(a$aggregateStage)) { if(inherits(des,"svyrep.design")) z$aggregate.index<-f("dnum") else z$aggregate.stage<-a$aggregateStage}; do.call(calibrate,z)},
  trim={z<-list(des); if(!is.null(a$upper)) z$upper<-a$upper; if(!is.null(a$lower)) z$lower<-a$lower; z$strict<-isTRUE(a$strict); do.call(trimWeights,z)}) }
build<-function(s){ des<-base(s); x<-des$variables; for(a in s[["adjust"]]) des<-adj1(des,a,x)
  if(length(s$subset)) des<-des[cond(x,s$subset),]
  des }
num<-function(v) unname(as.numeric(v))
rowsOf<-function(st,des){df<-degf(des); ci<-confint(st); ct<-confint(st,df=df); lapply(seq_along(coef(st)),function(i) list(name=names(coef(st))[i],est=num(coef(st)[i]),se=num(SE(st)[i]),ciZ=num(ci[i,]),ciT=num(ct[i,])))}
de<-function(cl) if(is.null(cl$deff)||identical(cl$deff,FALSE)) FALSE else if(identical(cl$deff,"replace")) "replace" else TRUE
wsum<-function(des){w<-num(weights(des,"sampling")); list(n=length(w),sum=sum(w),min=min(w),max=max(w),sumsq=sum(w^2),first10=w[1:min(10,length(w))])}
rk<-function(m,des,cl){r<-rowsOf(m,des); if(!identical(de(cl),FALSE)) for(i in seq_along(r)) r[[i]]$deff<-num(deff(m)[i]); list(rows=r,df=degf(des))}
rt<-function(cl,des){m<-svyratio(f(cl$num),f(cl$den),des,na.rm=!identical(cl$naRm,FALSE),deff=de(cl)); co<-coef(m); ci<-confint(m); ct<-confint(m,df=degf(des)); s<-num(SE(m)); r<-lapply(seq_along(co),function(i) list(name=names(co)[i],est=num(co[i]),se=s[i],ciZ=num(ci[i,]),ciT=num(ct[i,]))); if(!identical(de(cl),FALSE)) for(i in seq_along(r)) r[[i]]$deff<-num(deff(m)[i]); list(rows=r,df=degf(des))}
rows_stat<-function(cl,des) switch(cl$fn,mean=svymean(f(cl$vars),des,na.rm=TRUE),total=svytotal(f(cl$vars),des,na.rm=TRUE),ratio=svyratio(f(cl$num),f(cl$den),des,na.rm=TRUE),glm=fitglm(cl,des))
byf<-function(cl,des,FUN){ nb<-length(cl$by); m<-svyby(f(cl$vars),f(cl$by),des,FUN,na.rm=!identical(cl$naRm,FALSE),deff=de(cl),keep.names=FALSE,vartype="se")
  s<-as.matrix(SE(m)); k<-ncol(s); nm<-names(m)[nb+seq_len(k)]; d<-if(!identical(de(cl),FALSE)) as.matrix(deff(m)) else NULL
  list(domains=lapply(seq_len(nrow(m)),function(i){ keep<-rep(TRUE,nrow(des$variables)); for(b in unlist(cl$by)) keep<-keep & !is.na(des$variables[[b]]) & as.character(des$variables[[b]])==as.character(m[[b]][i])
    z<-list(by=setNames(lapply(unlist(cl$by),function(b) as.character(m[[b]][i])),unlist(cl$by)),names=as.list(nm),est=as.list(num(m[i,nb+seq_len(k)])),se=as.list(num(s[i,])),dfDomain=degf(des[keep,])); if(!is.null(d)) z$deff<-as.list(num(d[i,])); z})) }
fam<-function(n) switch(n,gaussian=gaussian(),quasibinomial=quasibinomial(),quasipoisson=quasipoisson(),binomial=binomial(),poisson=poisson())
fitglm<-function(cl,des) eval(substitute(svyglm(FO,des,family=FA,epsilon=1e-14,maxit=200),list(FO=as.formula(cl$formula),FA=fam(cl$family))))
eqf<-function(cl,des){ z<-des$variables[[cl$var]]; des<-des[!is.na(z),]; list(as.formula(if(is.factor(z)) sprintf("~I(%s=='%s')",cl$var,cl$equals) else sprintf("~I(%s==%s)",cl$var,cl$equals)),des)}
run<-function(cl,des){ options(warn=-1)
 switch(cl$fn,
 mean=rk(svymean(f(cl$vars),des,na.rm=!identical(cl$naRm,FALSE),deff=de(cl)),des,cl),
 total=rk(svytotal(f(cl$vars),des,na.rm=!identical(cl$naRm,FALSE),deff=de(cl)),des,cl),
 ratio=rt(cl,des),
 ciProp={q<-eqf(cl,des); m<-svyciprop(q[[1]],q[[2]],method=cl$method,level=cl$level); list(est=num(m[1]),se=sqrt(num(attr(m,"var"))),ci=num(attr(m,"ci")),df=degf(q[[2]]))},
 quantile={m<-svyquantile(f(cl$var),des,unlist(cl$quantiles),qrule=cl$qrule,interval.type=cl$intervalType,na.rm=!identical(cl$naRm,FALSE),ci=TRUE,se=TRUE); mm<-m[[1]]; list(quantiles=lapply(seq_len(nrow(mm)),function(i) list(p=unlist(cl$quantiles)[i],est=num(mm[i,1]),ci=num(mm[i,2:3]),se=num(mm[i,4]))),df=degf(des))},
 chisq={m<-svychisq(as.formula(paste("~",cl$rows,"+",cl$cols)),des,statistic=cl$statistic,na.rm=TRUE); z<-list(statistic=if(is.matrix(m$statistic)) list(list(num(m$statistic))) else num(m$statistic),p=num(m$p.value)); if(!is.null(m$parameter)&&!(cl$statistic %in% c("lincom","saddlepoint"))) z$parameter<-num(m$parameter); z},
 ttest={m<-if(is.null(cl$group)) svyttest(as.formula(paste(cl$y,"~0")),des,na.rm=TRUE) else svyttest(as.formula(paste(cl$y,"~",cl$group)),des); list(statistic=num(m$statistic),p=num(m$p.value),parameter=num(m$parameter),estimate=num(m$estimate),ci=num(m$conf.int))},
 ranktest={m<-svyranktest(as.formula(paste(cl$y,"~",cl$group)),des,test=cl$test); z<-list(statistic=num(m$statistic),p=num(m$p.value)); z$parameter<-if(is.matrix(m$parameter)) list(list(num(m$parameter))) else num(m$parameter); z},
 glm={m<-fitglm(cl,des); s<-summary(m)$coefficients; ci<-confint(m); list(coef=lapply(seq_len(nrow(s)),function(i) list(name=rownames(s)[i],est=num(s[i,1]),se=num(s[i,2]),p=num(s[i,4]),ci=num(ci[i,]))),dfResid=m$df.residual,dispersion=num(summary(m)$dispersion))},
 regTermTest={m<-fitglm(cl,des); r<-regTermTest(m,f(cl$terms),method=cl$method); if(cl$method=="Wald") list(F=num(r$Ftest),df=num(r$df),ddf=num(r$ddf),p=num(r$p)) else list(chisq=num(r$chisq),lambda=num(r$lambda),p=num(r$p),df=num(r$df),ddf=num(r$ddf))},
 var={m<-svyvar(f(cl$vars),des,na.rm=!identical(cl$naRm,FALSE)); k<-length(cl$vars); if(k==1) list(est=num(coef(m)[1]),se=num(SE(m)[1])) else {i<-seq(1,k*k,k+1); list(est=num(as.matrix(m))[i],se=num(SE(m))[i])}},
 varMatrix={m<-svyvar(f(cl$vars),des,na.rm=!identical(cl$naRm,FALSE)); M<-as.matrix(m); attr(M,"var")<-NULL; k<-length(cl$vars); M<-matrix(num(M)[1:(k*k)],k); list(cov=M,cor=cov2cor(M),se=matrix(num(SE(m)),k))},
 meanBy=byf(cl,des,svymean), totalBy=byf(cl,des,svytotal),
 cronbachAlpha=list(alpha=num(svycralpha(f(cl$vars),des,na.rm=TRUE))),
 kappa={m<-svykappa(f(cl$vars),des,na.rm=TRUE); list(est=num(coef(m)),se=num(SE(m)))},
 table={m<-svytable(as.formula(paste("~",cl$rows,"+",cl$cols)),des); list(counts=matrix(num(m),nrow(m)),rowNames=as.list(rownames(m)),colNames=as.list(colnames(m)))},
 contrast={of<-rows_stat(cl$of,des); m<-svycontrast(of,list(unlist(cl$coefs))); list(est=num(coef(m)),se=num(SE(m)))},
 contrastNonlinear={of<-rows_stat(cl$of,des); m<-svycontrast(of,parse(text=cl$expr)[[1]]); list(est=num(coef(m)),se=num(SE(m)))},
 meanAndTotal={z<-list(weights=wsum(des)); if(length(cl$mean)) z$mean<-rk(svymean(f(cl$mean),des,na.rm=TRUE),des,list()); if(length(cl$total)) z$total<-rk(svytotal(f(cl$total),des,na.rm=TRUE),des,list()); z},
 weights=wsum(des),
 `weights+mean`=list(weights=wsum(des),mean=rk(svymean(f(cl$vars),des,na.rm=TRUE),des,list())),
 ordinalLogit={m<-svyolr(as.formula(cl$formula),des); s<-summary(m)$coefficients; list(coef=lapply(seq_len(nrow(s)),function(i) list(name=rownames(s)[i],est=num(s[i,1]),se=num(s[i,2]))))},
 standardizedMeanBy={d<-svystandardize(des,f(cl$standardizeBy),f(cl$over),unlist(cl$population),excluding.missing=f(cl$var)); m<-svyby(f(cl$var),f(cl$over),d,svymean,na.rm=TRUE,keep.names=FALSE); list(domains=lapply(seq_len(nrow(m)),function(i) c(setNames(lapply(unlist(cl$over),function(b) as.character(m[[b]][i])),unlist(cl$over)),list(est=num(m[i,length(cl$over)+1]),se=num(SE(m)[i])))))},
 ratioPredict={m<-predict(svyratio(f(cl$num),f(cl$den),des),total=cl$total); list(predictedTotal=num(m$total),predictedSE=num(m$se))},
 ratioSeparate={m<-predict(svyratio(f(cl$num),f(cl$den),des,separate=TRUE),total=cl$predictTotals); list(predictedTotal=num(m$total),predictedSE=num(m$se))}
 )}
cases<-list(); errs<-list()
go<-function(id,s,calls,pick=TRUE){ des<-tryCatch(suppressWarnings(suppressMessages(build(s))),error=function(e){ errs[[length(errs)+1]]<<-paste(id,"BUILD",conditionMessage(e)); NULL}); if(is.null(des)) return(invisible())
  for(n in seq_along(calls)){ cl<-calls[[n]]; ex<-tryCatch(suppressWarnings(suppressMessages(run(cl,des))),error=function(e){ errs[[length(errs)+1]]<<-paste(id,toj(cl),conditionMessage(e)); NULL})
    if(is.null(ex)) next
    cases[[length(cases)+1]]<<-list(id=paste(id,n,cl$fn,sep="|"),group="x",source="survey",design=s,call=cl,expected=ex) } }
out<-function(name){ con<-file(paste0(name,".json"),"w"); writeLines('{"cases":[',con); n<-length(cases); for(i in seq_len(n)) writeLines(paste0(toj(cases[[i]]),if(i<n) "," else ""),con); writeLines("]}",con); close(con); writeLines(unlist(errs),paste0(name,".errs")); cat(name,n,"cases",length(errs),"errors\n") }
# margins from the design weights, moved
mk<-function(s,by,k=NULL){ d<-base(s); w<-num(weights(d,"sampling")); x<-d$variables; t<-as.data.frame(xtabs(as.formula(paste("w~",paste(by,collapse="+"))),cbind(x[,by,drop=FALSE],w=w)),stringsAsFactors=FALSE); t<-t[t$Freq>0,]; k<-1+0.08*sin(seq_len(nrow(t))*2.3+length(by)); fr<-t$Freq*k; fr<-fr/sum(fr)*sum(w)
  list(by=if(length(by)==1) by else as.list(by),population=list(cells=setNames(lapply(by,function(b) as.list(as.character(t[[b]]))),by),freq=as.list(fr))) }
ct<-function(s,terms,noint=FALSE){ d<-base(s); w<-num(weights(d,"sampling")); m<-model.matrix(as.formula(paste(if(noint) "~0+" else "~",paste(terms,collapse="+"))),d$variables); t<-colSums(m*w); as.list(setNames(t*(1+c(if(!noint) 0,0.03*sin(seq_len(length(t)-!noint)*1.7))),names(t))) }
adjs<-function(s,c1="stype",c2="sch.wide",xv="api99",agg=NULL,tr=NULL){ a<-list(none=list())
  a$PS<-list(c(list(step="postStratify"),mk(s,c1))); a$PS2<-list(c(list(step="postStratify"),mk(s,c(c1,c2))))
  a$RK<-list(list(step="rake",margins=list(mk(s,c1),mk(s,c2))))
  a$RK3<-list(list(step="rake",margins=list(mk(s,c1),mk(s,c(c2,"awards")))))
  tt<-ct(s,c(c1,xv)); cal<-function(cf,b=NULL,...) list(c(list(step="calibrate",terms=list(c1,xv),totals=tt,calfun=cf),if(!is.null(b)) list(bounds=as.list(b)),list(...)))
  a$CL<-cal("linear"); a$CR<-cal("raking"); a$CG<-cal("logit",c(.5,1.9)); a$CLb<-cal("linear",c(.8,1.25))
  a$C1<-list(list(step="calibrate",terms=list(xv),totals=ct(s,xv),calfun="linear"))
  if(!is.null(agg)) { a$AG<-cal("linear",aggregateStage=1); a$AGR<-cal("raking",aggregateStage=1)}
  w<-num(weights(base(s),"sampling")); tb<-function(d) quantile(num(weights(d,"sampling")),c(.1,.9)); d<-build(c(s,list(adjust=a$CL))); q<-tb(d)
  a$CLT<-c(a$CL,list(list(step="trim",upper=num(q[2]),lower=num(q[1])))); a$CLTs<-c(a$CL,list(list(step="trim",upper=num(q[2]*1.05),lower=num(q[1]*.97),strict=TRUE)))
  a$CLu<-c(a$CL,list(list(step="trim",upper=num(q[2]))))
  a$RTR<-c(a$RK,list(list(step="trim",upper=num(quantile(num(weights(build(c(s,list(adjust=a$RK))),"sampling")),.8)))),a$RK)
  a$PSRK<-c(a$PS,a$RK); a$RKCL<-c(a$RK,a$CL); a }
ds<-list(
 srs=list(dataset="apisrs",kind="linearised",weights="pw",fpc=list("fpc")), srsn=list(dataset="apisrs",kind="linearised",weights="pw"),
 strat=list(dataset="apistrat",kind="linearised",ids=list(),strata=list("stype"),weights="pw",fpc=list("fpc")),
 stratn=list(dataset="apistrat",kind="linearised",ids=list(),strata=list("stype"),fpc=list("fpc")),
 c1=list(dataset="apiclus1",kind="linearised",ids=list("dnum"),weights="pw",fpc=list("fpc")), c1n=list(dataset="apiclus1",kind="linearised",ids=list("dnum"),weights="pw"),
 c2=list(dataset="apiclus2",kind="linearised",ids=list("dnum","snum"),fpc=list("fpc1","fpc2")), c2u=list(dataset="apiclus2",kind="linearised",ids=list("dnum","snum"),fpc=list("fpc1","fpc2"),ultimateCluster=TRUE), c2w=list(dataset="apiclus2",kind="linearised",ids=list("dnum","snum"),weights="pw"),
 jk1=list(dataset="apiclus1",kind="replicate",ids=list("dnum"),weights="pw",fpc=list("fpc"),repType="JK1"), jk1m=list(dataset="apiclus1",kind="replicate",ids=list("dnum"),weights="pw",repType="JK1",mse=TRUE),
 jkn=list(dataset="apistrat",kind="replicate",ids=list(),strata=list("stype"),weights="pw",fpc=list("fpc"),repType="JKn"), jknm=list(dataset="apistrat",kind="replicate",ids=list(),strata=list("stype"),weights="pw",repType="JKn",mse=TRUE),
 rw=list(dataset="apiclus1",kind="replicateWeights",weights="pw",repFile="rep_apiclus1_raowu60.csv",repType="bootstrap",combined=TRUE,scale=0.01694915254237288,rscales=1,mse=FALSE),
 rwm=list(dataset="apiclus1",kind="replicateWeights",weights="pw",repFile="rep_apiclus1_raowu60.csv",repType="bootstrap",combined=TRUE,scale=0.01694915254237288,rscales=1,mse=TRUE),
 cb=list(dataset="apistrat",kind="replicateWeights",weights="pw",repFile="rep_apistrat_canty50.csv",repType="bootstrap",combined=FALSE,scale=0.020754064337599448,rscales=1,mse=FALSE),
 sdr=list(dataset="apisrs",kind="replicateWeights",weights="pw",repFile="rep_apisrs_sdr.csv",repType="successive-difference",combined=TRUE,mse=TRUE),
 oth=list(dataset="apisrs",kind="replicateWeights",weights="pw",repFile="rep_apisrs_sdr.csv",repType="other",combined=TRUE,scale=0.05,rscales=as.list(seq(.5,1.5,length.out=64)),mse=FALSE),
 fayw=list(dataset="apisrs",kind="replicateWeights",weights="pw",repFile="rep_apisrs_sdr.csv",repType="Fay",rho=0.4,combined=TRUE,mse=FALSE),
 brrw=list(dataset="apistrat",kind="replicateWeights",weights="pw",repFile="rep_apistrat_canty50.csv",repType="BRR",combined=FALSE,mse=TRUE),
 jk1w=list(dataset="apiclus1",kind="replicateWeights",weights="pw",repFile="rep_apiclus1_raowu60.csv",repType="JK1",combined=TRUE,mse=FALSE,scale=0.9,rscales=1))
L<-list
calls<-list(
 L(fn="mean",vars=L("api00","enroll"),naRm=TRUE,deff="TRUE"),L(fn="mean",vars=L("api00"),deff="replace"),L(fn="mean",vars=L("awards","api00"),naRm=TRUE),L(fn="mean",vars=L("acs.core"),naRm=TRUE,deff="TRUE"),
 L(fn="total",vars=L("enroll","acs.core"),naRm=TRUE),L(fn="total",vars=L("enroll"),naRm=TRUE,deff="TRUE"),L(fn="total",vars=L("awards"),naRm=TRUE,deff="replace"),
 L(fn="ratio",num=L("api.stu"),den=L("enroll")),L(fn="ratio",num=L("api.stu","acs.core"),den=L("enroll","meals"),naRm=TRUE),
 L(fn="var",vars=L("api00")),L(fn="var",vars=L("target"),naRm=TRUE),L(fn="varMatrix",vars=L("api00","meals","target"),naRm=TRUE),
 L(fn="meanBy",vars=L("api00"),by=L("awards"),naRm=TRUE,deff=TRUE),L(fn="meanBy",vars=L("api00","ell"),by=L("stype","awards"),naRm=TRUE,deff=FALSE),L(fn="meanBy",vars=L("acs.core"),by=L("comp.imp"),naRm=TRUE,deff=FALSE),L(fn="meanBy",vars=L("sch.wide"),by=L("awards"),naRm=TRUE,deff=FALSE),
 L(fn="totalBy",vars=L("enroll"),by=L("comp.imp"),naRm=TRUE,deff=FALSE),L(fn="totalBy",vars=L("awards","meals"),by=L("sch.wide"),naRm=TRUE,deff=FALSE),
 L(fn="contrast",of=L(fn="mean",vars=L("awards")),coefs=L(awardsYes=1,awardsNo=-1)),L(fn="contrast",of=L(fn="total",vars=L("api.stu","enroll")),coefs=L(api.stu=2,enroll=-1)),
 L(fn="contrastNonlinear",of=L(fn="mean",vars=L("api00","meals")),expr="(api00 - meals) / (api00 * 2 + 1)"),L(fn="contrastNonlinear",of=L(fn="total",vars=L("api.stu","enroll")),expr="`api.stu` / enroll"),
 L(fn="cronbachAlpha",vars=L("ell","mobility","emer","meals")),L(fn="kappa",vars=L("comp.imp","sch.wide")),L(fn="table",rows="sch.wide",cols="stype"),
 L(fn="ttest",y="api00",group="awards"),L(fn="ttest",y="growth"),L(fn="ttest",y="target",group="comp.imp"),
 L(fn="ranktest",y="api00",group="awards",test="wilcoxon"),L(fn="ranktest",y="ell",group="comp.imp",test="vanderWaerden"),L(fn="ranktest",y="meals",group="stype",test="KruskalWallis"),L(fn="ranktest",y="ell",group="awards",test="median"),
 L(fn="glm",formula="api00 ~ ell + meals + stype",family="gaussian"),L(fn="glm",formula="awards ~ ell + meals",family="quasibinomial"),L(fn="glm",formula="api.stu ~ ell + stype",family="quasipoisson"),L(fn="glm",formula="target ~ ell + comp.imp",family="gaussian"),L(fn="glm",formula="api00 ~ ell * comp.imp",family="gaussian"),
 L(fn="regTermTest",formula="api00 ~ ell + meals + stype",terms=L("stype"),family="gaussian",method="Wald"),L(fn="regTermTest",formula="awards ~ ell + meals + stype",terms=L("ell","meals"),family="quasibinomial",method="LRT"),L(fn="regTermTest",formula="awards ~ ell + stype",terms=L("stype"),family="quasibinomial",method="WorkingWald"))
for(m in c("logit","likelihood","asin","beta","mean","xlogit")) calls<-c(calls,L(L(fn="ciProp",var="awards",equals="Yes",method=m,level=.95),L(fn="ciProp",var="stype",equals="E",method=m,level=.9),L(fn="ciProp",var="yr.rnd",equals="Yes",method=m,level=.95)))
for(st in c("F","Chisq","Wald","adjWald","lincom","saddlepoint")) calls<-c(calls,L(L(fn="chisq",rows="sch.wide",cols="comp.imp",statistic=st),L(fn="chisq",rows="awards",cols="stype",statistic=st)))
qc<-list(); for(q in c("math","school","shahvaish",paste0("hf",1:9))) qc<-c(qc,L(L(fn="quantile",var="enroll",quantiles=L(.1,.5,.9),qrule=q,intervalType="mean",naRm=FALSE),L(fn="quantile",var="acs.k3",quantiles=L(.25,.5),qrule=q,intervalType="mean",naRm=TRUE)))
for(t in c("beta","xlogit","asin","score","quantile")) qc<-c(qc,L(L(fn="quantile",var="api00",quantiles=L(.25,.5,.75),qrule="math",intervalType=t),L(fn="quantile",var="acs.k3",quantiles=L(.5),qrule="school",intervalType=t,naRm=TRUE),L(fn="quantile",var="enroll",quantiles=L(.3,.6),qrule="hf7",intervalType=t)))
wc<-L(L(fn="weights"),L(fn="meanAndTotal",mean=L("api00"),total=L("enroll")),L(fn="weights+mean",vars=L("api00")))
for(n in names(ds)){ s<-ds[[n]]; go(n,s,c(calls,qc,wc)); for(u in list(L("w",L(L(var="sch.wide",op="==",value="No"))),L("g",L(L(var="api99",op=">=",value=500),L(var="ell",op="<",value=40))),L("i",L(L(var="stype",op="in",value=L("E","M")),L(var="awards",op="!=",value="No"))),L("m",L(L(var="target",op="<=",value=9))))) go(paste(n,u[[1]],sep="."),c(s,L(subset=u[[2]])),c(calls,qc[c(1,2,9,19,25:39)])) }
out("a1")
k1<-c(1,3:6,8,9,11,13:15,17,19,21,22,25:29,31:34)
cp<-which(sapply(calls,function(x) x$fn %in% c("ciProp","chisq") && !identical(x$var,"yr.rnd")))
for(n in c("c1","strat","jk1")){ s<-ds[[n]]; cases<-list(); A<-adjs(s,agg=if(n %in% c("c1","c2")) 1); rep<-s$kind!="linearised"
 for(a in names(A)[-1]){ go(paste(n,a,sep="."),c(s,L(adjust=A[[a]])),if(a %in% c("PS","RK","CL","CG") && !rep) c(calls[c(k1,cp)],qc[c(1,2,9,14,25:37)],wc) else c(calls[c(1,5,6,8,9,13,14,19,26,28)],calls[cp[c(1,5,7,13,14,17)]],qc[c(1,13,25)],wc))
  if(a %in% c("PS","RK","CL","RTR","CG","PS2")) for(u in list(L("w",L(L(var="sch.wide",op="==",value="No"))),L("g",L(L(var="api99",op=">=",value=500))))) go(paste(n,a,u[[1]],sep="."),c(s,L(adjust=A[[a]],subset=u[[2]])),if(rep) calls[c(1,5,8,13,14,19,26,28)] else c(calls[c(k1,cp)],qc[c(1,2,9,14,25:37)])) }
 out(paste0("a2",n)) }
