# The data of vn.R; see there.
set.seed(11)
rows<-list(); k<-0
nsch<-c(MN=5,TH=5,THCS=4,THPT=3)
for(d in 1:5) for(l in names(nsch)){ Nsch<-sample(9:16,1); size<-round(runif(Nsch,120,900)); n<-nsch[l]
  pik<-n*size/sum(size); pik[pik>.95]<-.95; sel<-sample(Nsch,n,prob=size)
  for(s in sel){ Ncl<-sample(6:12,1); ncl<-sample(3:4,1); eff<-rnorm(1,0,.4)
    for(c in seq_len(ncl)){ Np<-sample(25:40,1); np<-sample(6:8,1); ce<-rnorm(1,0,.2)
      k<-k+1; y<-sapply(1:5,function(j) pmin(5,pmax(1,round(3.6+eff+ce+rnorm(np,0,1)+.1*j))))
      colnames(y)<-paste0("q",1:5); for(j in 1:5) y[runif(np)<.03,j]<-NA
      rows[[k]]<-data.frame(district=d,level=l,stratum=paste0(d,l),school=paste0(d,l,s),class=paste0(d,l,s,"c",c),nsch=Nsch,pi1=pik[s],ncl=Ncl,npup=Np,p2=ncl/Ncl,p3=np/Np,
        status=ifelse(runif(np)<.02,"INELIGIBLE",ifelse(runif(np)<.25,"NR","R")),y,nps=pmin(10,pmax(0,round(7+eff*2+rnorm(np,0,2)))),cost=round(exp(rnorm(np,5,1)),2),
        sex=sample(c("M","F"),np,TRUE),khmer=sample(c("no","yes"),np,TRUE,c(.7,.3)),mode=sample(c("web","paper","kiosk"),np,TRUE)) } } }
d<-do.call(rbind,rows); d$id<-seq_len(nrow(d)); d$w0<-1/(d$pi1*d$p2*d$p3); d<-d[d$status=="R",]; d$w<-round(d$w0*runif(nrow(d),1.2,1.4),6); d$w0<-NULL
d$sat<-ifelse(is.na(d$q1),NA,ifelse(d$q1>=4,"yes","no")); d$top<-as.integer(d$q2>=4); d$sc<-d$school
write.csv(d,"vn.csv",row.names=FALSE,na="",quote=FALSE); cat(nrow(d),"\n")
# one school alone in a stratum
d2<-d[!(d$stratum=="2TH" & d$school!=d$school[d$stratum=="2TH"][1]),]; write.csv(d2,"vn_lonely.csv",row.names=FALSE,na="",quote=FALSE)
