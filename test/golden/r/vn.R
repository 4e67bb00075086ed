# A made-up survey of 5 districts x 4 levels, schools drawn with unequal probabilities, classes, parents; every kind of design, adjustment,
# domain and statistic crossed. R 4.2.2, survey 4.1.1, 2026-11-26:
#   Rscript vn-data.R && Rscript vn.R     writes vn.csv, vn_lonely.csv, vn.json (the numbers R computed; what it could not is left out)
suppressPackageStartupMessages(library(survey))
toj<-function(x){ if(is.null(x)) return("null")
  if(is.list(x)){ if(!is.null(names(x))) return(paste0("{",paste(sprintf("%s:%s",vapply(names(x),encodeString,"",quote='"'),vapply(x,toj,"")),collapse=","),"}")); return(paste0("[",paste(vapply(x,toj,""),collapse=","),"]")) }
  if(length(x)!=1) return(toj(as.list(unname(x))))
  if(is.na(x)||(is.numeric(x)&&is.infinite(x))) return("null"); if(is.logical(x)) return(if(x) "true" else "false")
  if(is.character(x)) return(encodeString(x,quote='"')); sprintf("%.17g",x) }
options(survey.lonely.psu="fail")
rd<-function(f){x<-read.csv(paste0(f,".csv"),na.strings="",stringsAsFactors=FALSE); x}
data<-list(vn=rd("vn"),vn_lonely=rd("vn_lonely"))
for(n in names(data)) for(v in names(data[[n]])) if(is.character(data[[n]][[v]])) data[[n]][[v]]<-factor(data[[n]][[v]],levels=sort(unique(data[[n]][[v]]),method="radix"))
f<-function(v) if(length(v)) as.formula(paste("~",paste(v,collapse="+"))) else NULL
marg<-function(by,k){t<-tapply(data$vn$w,data$vn[[by]],sum)*k; t<-t/sum(t)*round(sum(data$vn$w)); list(by=by,population=list(cells=setNames(list(names(t)),by),freq=as.numeric(t)))}
mk<-list(marg("sex",c(.97,1.05)),marg("level",c(1.04,.98,.93,1.1)),marg("khmer",c(1.02,.96)),marg("mode",c(1,.9,1.1)))
tot<-local({m<-model.matrix(~level+sex+nps,data$vn); colSums(m*data$vn$w)*c(1,1.03,.97,1.02,1.01,1.015)})
dtot<-as.list(tot)
build<-function(s){ x<-data[[s$dataset]]
  options(survey.lonely.psu=if(is.null(s$lonelyPsu)) "fail" else s$lonelyPsu, survey.adjust.domain.lonely=isTRUE(s$adjustDomainLonely), survey.ultimate.cluster=isTRUE(s$ultimateCluster))
  ids<-if(length(s$ids)) f(unlist(s$ids)) else ~1
  des<- if(!is.null(s$pps)) svydesign(ids,strata=f(unlist(s$strata)),fpc=f(unlist(s$fpc)),data=x,pps=s$pps,nest=isTRUE(s$nest),weights=f(s$weights)) else svydesign(ids,strata=f(unlist(s$strata)),weights=f(s$weights),fpc=f(unlist(s$fpc)),data=x,nest=isTRUE(s$nest))
  if(s$kind=="replicate") des<-as.svrepdesign(des,type=s$repType,mse=isTRUE(s$mse))
  for(a in s[["adjust"]]){ pm<-function(m){z<-data.frame(factor(unlist(m$population$cells[[1]]),levels=levels(x[[m$by]])),m$population$freq); names(z)<-c(m$by,"Freq"); z}
    des<-switch(a$step,
     postStratify=postStratify(des,f(a$by),pm(a)),
     rake=rake(des,lapply(a$margins,function(m) f(m$by)),lapply(a$margins,pm),control=list(maxit=500,epsilon=1e-12)),
     calibrate=calibrate(des,f(unlist(a$terms)),unlist(a$totals),calfun=a$calfun,bounds=if(is.null(a$bounds)) c(-Inf,Inf) else unlist(a$bounds),epsilon=1e-12,maxit=200),
     trim=trimWeights(des,upper=a$upper,lower=if(is.null(a$lower)) -Inf else a$lower,strict=isTRUE(a$strict))) }
  if(length(s$subset)){ c0<-s$subset[[1]]; z<-x[[c0$var]]; keep<-switch(c0$op,`==`=z==c0$value,`>`=z>c0$value,`in`=z %in% unlist(c0$value)); keep[is.na(keep)]<-FALSE; des<-des[keep,] }
  des }
num<-function(v) unname(as.numeric(v))
rowsOf<-function(st,des){df<-degf(des); ci<-confint(st); ct<-confint(st,df=df); lapply(seq_along(coef(st)),function(i) list(name=names(coef(st))[i],est=num(coef(st)[i]),se=num(SE(st)[i]),ciZ=num(ci[i,]),ciT=num(ct[i,])))}
fam<-function(n) switch(n,gaussian=gaussian(),quasibinomial=quasibinomial(),quasipoisson=quasipoisson(),binomial=quasibinomial())
run<-function(cl,des){ 
 switch(cl$fn,
 mean={m<-svymean(f(unlist(cl$vars)),des,na.rm=isTRUE(cl$naRm),deff=if(is.null(cl$deff)) FALSE else if(cl$deff=="replace") "replace" else TRUE); r<-rowsOf(m,des); if(!is.null(cl$deff)) for(i in seq_along(r)) r[[i]]$deff<-num(deff(m)[i]); list(rows=r)},
 total={m<-svytotal(f(unlist(cl$vars)),des,na.rm=isTRUE(cl$naRm),deff=if(is.null(cl$deff)) FALSE else TRUE); r<-rowsOf(m,des);if(!is.null(cl$deff)) for(i in seq_along(r)) r[[i]]$deff<-num(deff(m)[i]); list(rows=r)},
 ratio={m<-svyratio(f(cl$num),f(cl$den),des,na.rm=isTRUE(cl$naRm)); list(rows=list(list(name=paste0(cl$num,"/",cl$den),est=num(coef(m)),se=num(SE(m)))))},
 ciProp={e<-cl$equals; fo<-as.formula(sprintf("~I(%s=='%s')",cl$var,e)); des<-des[!is.na(des$variables[[cl$var]]),]; m<-svyciprop(fo,des,method=cl$method,level=cl$level,na.rm=TRUE); list(est=num(m[1]),ci=num(attr(m,"ci")))},
 quantile={m<-svyquantile(f(cl$var),des,unlist(cl$quantiles),qrule=cl$qrule,interval.type=cl$intervalType,na.rm=isTRUE(cl$naRm),ci=TRUE,se=TRUE); mm<-m[[1]]; if(is.null(dim(mm))) mm<-matrix(mm,nrow=1); list(quantiles=lapply(seq_len(nrow(mm)),function(i) list(p=unlist(cl$quantiles)[i],est=num(mm[i,1]),ci=num(mm[i,2:3]),se=num(mm[i,4]))))},
 chisq={m<-svychisq(as.formula(paste("~",cl$rows,"+",cl$cols)),des,statistic=cl$statistic,na.rm=TRUE); list(statistic=num(m$statistic),p=num(m$p.value))},
 ttest={m<-if(is.null(cl$group)) svyttest(as.formula(paste(cl$y,"~0")),des) else svyttest(as.formula(paste(cl$y,"~",cl$group)),des); list(statistic=num(m$statistic),p=num(m$p.value),parameter=num(m$parameter),estimate=num(m$estimate),ci=num(m$conf.int))},
 ranktest={m<-svyranktest(as.formula(paste(cl$y,"~",cl$group)),des,test=cl$test); list(statistic=num(m$statistic),p=num(m$p.value),parameter=num(m$parameter[length(m$parameter)]))},
 glm={m<-svyglm(as.formula(cl$formula),des,family=fam(cl$family)); s<-summary(m)$coefficients; list(coef=lapply(seq_len(nrow(s)),function(i) list(name=rownames(s)[i],est=num(s[i,1]),se=num(s[i,2]),p=num(s[i,4]))))},
 regTermTest={m<-svyglm(as.formula(cl$formula),des,family=fam(cl$family)); r<-regTermTest(m,f(unlist(cl$terms)),method=cl$method); if(cl$method=="LRT") list(chisq=num(r$chisq),p=num(r$p)) else list(F=num(r$Ftest),df=num(r$df),ddf=num(r$ddf),p=num(r$p))},
 var={m<-svyvar(f(unlist(cl$vars)),des,na.rm=isTRUE(cl$naRm)); list(est=num(coef(m)[1]),se=num(SE(m)[1]))},
 meanBy={m<-svyby(f(unlist(cl$vars)),f(unlist(cl$by)),des,svymean,na.rm=isTRUE(cl$naRm),keep.names=FALSE); list(.est=num(coef(m)),.se=num(as.matrix(SE(m))))},
 totalBy={m<-svyby(f(unlist(cl$vars)),f(unlist(cl$by)),des,svytotal,na.rm=isTRUE(cl$naRm),keep.names=FALSE); list(.est=num(coef(m)),.se=num(as.matrix(SE(m))))},
 cronbachAlpha=list(alpha=num(svycralpha(f(unlist(cl$vars)),des,na.rm=isTRUE(cl$naRm)))),
 kappa={m<-svykappa(as.formula(paste("~",paste(unlist(cl$vars),collapse="+"))),des); list(est=num(coef(m)),se=num(SE(m)))},
 table={m<-svytable(as.formula(paste("~",cl$rows,"+",cl$cols)),des); list(counts=unname(apply(m,1,function(r) list(num(r)))) )},
 contrast={of<-svymean(f(unlist(cl$of$vars)),des,na.rm=isTRUE(cl$of$naRm)); m<-svycontrast(of,list(unlist(cl$coefs))); list(est=num(coef(m)),se=num(SE(m)))},
 contrastNonlinear={of<-svymean(f(unlist(cl$of$vars)),des,na.rm=isTRUE(cl$of$naRm)); m<-svycontrast(of,parse(text=cl$expr)[[1]]); list(est=num(coef(m)),se=num(SE(m)))},
 varMatrix={m<-svyvar(f(unlist(cl$vars)),des,na.rm=isTRUE(cl$naRm)); M<-as.matrix(m); list(cov=lapply(seq_len(nrow(M)),function(i) num(M[i,])), se=lapply(seq_len(nrow(M)),function(i) num(matrix(SE(m),nrow(M))[i,])))},
 meanAndTotal={m<-svymean(f(unlist(cl$mean)),des,na.rm=TRUE);t<-svytotal(f(unlist(cl$total)),des,na.rm=TRUE);list(mean=list(rows=rowsOf(m,des)),total=list(rows=rowsOf(t,des)))},
 ordinalLogit={m<-svyolr(as.formula(cl$formula),des); s<-summary(m)$coefficients; list(coef=lapply(seq_len(nrow(s)),function(i) list(name=rownames(s)[i],est=num(s[i,1]),se=num(s[i,2]))))})}
D<-list(
 uc=list(dataset="vn",kind="linearised",ids=list("school"),strata=list("stratum"),weights="w"),
 f1=list(dataset="vn",kind="linearised",ids=list("school"),strata=list("stratum"),weights="w",fpc=list("nsch")),
 s3=list(dataset="vn",kind="linearised",ids=list("school","class","id"),strata=list("stratum"),weights="w",fpc=list("nsch","ncl","npup")),
 s3nw=list(dataset="vn",kind="linearised",ids=list("school","class","id"),strata=list("stratum"),fpc=list("nsch","ncl","npup")),
 b3=list(dataset="vn",kind="linearised",ids=list("school","class","id"),strata=list("stratum"),weights="w",fpc=list("pi1","p2","p3"),pps="brewer"),
 jkn=list(dataset="vn",kind="replicate",ids=list("school"),strata=list("stratum"),weights="w",repType="JKn"),
 jknm=list(dataset="vn",kind="replicate",ids=list("school"),strata=list("stratum"),weights="w",fpc=list("nsch"),repType="JKn",mse=TRUE),
 jk1=list(dataset="vn",kind="replicate",ids=list("school"),weights="w",repType="JK1"))
RK<-list(list(step="rake",margins=mk)); 
CL<-list(list(step="calibrate",terms=list("level","sex","nps"),totals=dtot,calfun="linear"))
CG<-list(list(step="calibrate",terms=list("level","sex","nps"),totals=dtot,calfun="logit",bounds=list(.4,2.2)))
RT<-list(RK[[1]],list(step="trim",upper=as.numeric(quantile(data$vn$w,.97)),lower=as.numeric(quantile(data$vn$w,.03))),RK[[1]])
PS<-list(c(list(step="postStratify"),mk[[2]]))
sub<-list(th=list(list(var="level",op="==",value="TH")),d1=list(list(var="nps",op=">",value=7)),one=list(list(var="stratum",op="==",value="1TH")),web=list(list(var="mode",op="in",value=list("web","kiosk"))))
specs<-list(); add<-function(n,s) specs[[n]]<<-s
for(n in names(D)){ add(n,D[[n]])
 for(a in c("RK","CL","CG","RT","PS")) if(n %in% c("uc","s3","b3","jkn","f1")) {s<-D[[n]]; s$adjust<-get(a); add(paste(n,a,sep="."),s)}
 for(u in names(sub)) {s<-D[[n]]; s$subset<-sub[[u]]; add(paste(n,u,sep="."),s)} }
for(n in c("uc","s3","b3","jkn")) for(u in c("th","d1")){ s<-D[[n]]; s$adjust<-RK; s$subset<-sub[[u]]; add(paste(n,"RK",u,sep="."),s); s$adjust<-CL; add(paste(n,"CL",u,sep="."),s)}
for(lp in c("certainty","remove","adjust","average")) for(n in c("uc","f1","s3","b3")){ s<-D[[n]]; s$dataset<-"vn_lonely"; s$lonelyPsu<-lp; add(paste("lonely",lp,n,sep="."),s); s$subset<-sub$th; s$adjustDomainLonely<-TRUE; add(paste("lonelydom",lp,n,sep="."),s); s$adjustDomainLonely<-NULL; add(paste("lonelydom0",lp,n,sep="."),s)
  s<-D[[n]]; s$lonelyPsu<-lp; s$adjustDomainLonely<-TRUE; s$subset<-list(list(var="cost",op=">",value=1500)); add(paste("thin",lp,n,sep="."),s)}
s<-D$s3; s$ultimateCluster<-TRUE; add("s3uc",s)
calls<-list(
 list(fn="mean",vars=list("q1","nps"),naRm=TRUE,deff="TRUE"),list(fn="mean",vars=list("nps"),deff="replace"),list(fn="mean",vars=list("mode"),naRm=TRUE),list(fn="mean",vars=list("sat"),naRm=TRUE),
 list(fn="total",vars=list("cost"),naRm=TRUE,deff="TRUE"),list(fn="total",vars=list("sat","nps"),naRm=TRUE),list(fn="ratio",num="cost",den="nps"),list(fn="ratio",num="q1",den="q3",naRm=TRUE),
 list(fn="var",vars=list("nps")),list(fn="var",vars=list("q4"),naRm=TRUE),list(fn="varMatrix",vars=list("q1","q2","nps"),naRm=TRUE),
 list(fn="meanBy",vars=list("nps"),by=list("mode")),list(fn="meanBy",vars=list("q1","q2"),by=list("district","sex"),naRm=TRUE),list(fn="totalBy",vars=list("cost"),by=list("khmer")),
 list(fn="contrast",of=list(fn="mean",vars=list("mode")),coefs=list(modeweb=1,modepaper=0,modekiosk=-1)),list(fn="contrastNonlinear",of=list(fn="mean",vars=list("nps","cost")),expr="(cost - nps) / (nps * 2 + 1)"),
 list(fn="cronbachAlpha",vars=list("q1","q2","q3"),naRm=TRUE),list(fn="kappa",vars=list("sex","khmer")),
 list(fn="ttest",y="nps",group="sex"),list(fn="ttest",y="nps"),list(fn="ranktest",y="nps",group="sex",test="wilcoxon"),list(fn="ranktest",y="nps",group="sex",test="vanderWaerden"),list(fn="ranktest",y="nps",group="mode",test="KruskalWallis"),list(fn="ranktest",y="q2",group="khmer",test="median"),
 list(fn="glm",formula="nps ~ sex + mode + q2",family="gaussian"),list(fn="glm",formula="top ~ sex + mode + nps",family="quasibinomial"),list(fn="glm",formula="nps ~ khmer + level",family="quasipoisson"),
 list(fn="regTermTest",formula="nps ~ sex + mode + q2",terms=list("mode"),family="gaussian",method="Wald"),list(fn="regTermTest",formula="top ~ sex + mode + nps",terms=list("mode"),family="quasibinomial",method="LRT"))
for(st in c("F","Chisq","Wald","adjWald","lincom","saddlepoint")) calls<-c(calls,list(list(fn="chisq",rows="sat",cols="mode",statistic=st)))
for(m in c("logit","likelihood","asin","beta","mean","xlogit")) calls<-c(calls,list(list(fn="ciProp",var="sat",equals="yes",method=m,level=.95),list(fn="ciProp",var="mode",equals="web",method=m,level=.9)))
for(q in c("math","school","shahvaish",paste0("hf",1:9))) calls<-c(calls,list(list(fn="quantile",var="nps",quantiles=list(.25,.5,.9),qrule=q,intervalType="mean"),list(fn="quantile",var="cost",quantiles=list(.1,.5,.75),qrule=q,intervalType="mean")))
for(t in c("beta","xlogit","asin","score")) calls<-c(calls,list(list(fn="quantile",var="cost",quantiles=list(.25,.5,.75),qrule="math",intervalType=t),list(fn="quantile",var="q1",quantiles=list(.5),qrule="school",intervalType=t,naRm=TRUE)))
calls<-c(calls,list(list(fn="quantile",var="cost",quantiles=list(.25,.5),qrule="math",intervalType="quantile")))
cases<-list(); k<-0; errs<-0
keep<-c("uc","f1","s3","jkn","jknm","jk1","uc.RK","s3.CL","jkn.RK","jkn.CG","jkn.PS","uc.th","jkn.th","s3.web","uc.RK.th","b3.RK.th","lonely.remove.s3","lonely.average.uc","lonely.certainty.f1")
for(n in intersect(names(specs),keep)){ des<-tryCatch(build(specs[[n]]),error=function(e) {message(n,": ",conditionMessage(e));NULL}); if(is.null(des)) next
  for(ci in seq_along(calls)){ cl<-calls[[ci]]
    if(cl$fn %in% c("meanBy","totalBy","kappa")) next   # shapes of their own
    if(cl$fn=="quantile" && !(n %in% c("uc","s3","jkn","uc.RK","uc.th"))) next
    ex<-tryCatch(suppressWarnings(run(cl,des)),error=function(e) NULL); if(is.null(ex)) {errs<-errs+1; next}
    k<-k+1; cases[[k]]<-list(id=paste(n,ci,cl$fn,sep="|"),group="x",source="survey",design=specs[[n]],call=cl,expected=ex) } }
cat(length(cases),"cases",errs,"not computed by R\n")
writeLines(c('{"cases":[',paste0(vapply(cases,toj,""),c(rep(",",length(cases)-1),"")),"]}"),"vn.json")
