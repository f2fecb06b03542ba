/** How often folded bytes follow each other in source text, and the most frequent grams. Made by scripts/measure-grams.mjs. */

/** The character of a frequency: its place here is -3 log2. */
export const SIGNS = '!#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~'

/** 65 × 65 pairs of classes of bytes. */
export const PAIRS =
  '.G=AAJF==G;GVAIBABDFGFFGGHGHA<JI@:=:==<@?:IE?>=<=J<:8>?>FFI=AAPCGOIRWTY]VQYQhaOa[NOooppYikm]c_JcbaS]' +
  'XSUUY]UW[W[WXY^TWTX^^aceVPaY]oBSDGMSWPRFEVAOKQPPTWUYX[Y]DJPR@SNGLHIJJKCJQSIIHMIVKHFKNMSUVQHKORI@ZXDY' +
  'acXYXPibT[NSKMLLPSWVUYfOahcYMSNBISXWIa_YVQXMaRNSRZWJk[YQ[bUmSUVYR^^VRX_ebc_RZQV]]a^dghdaegc_RMNJMNLS' +
  'PMWRNNNMLYLGLSOSMRSKRXVMuN^UcXU^WWa]ih_agXWVZ^_Z_aahd_adjbU]XVVZ]YZac[]VYYfUM^^cc]ejXV_b_rFXWL]gG[RZ' +
  'Wgdcdh[_cffhZhjjabjZdgdVZYZU[WaZcaVYUZYXVTU][aYfi_VdeVpDWPMQQZNODDU?RMLPOQRYXX]^^JLKQUZNJKIKJKKMJRRL' +
  'IILJUKFGLMNPTSOKJUQGKMFTGTVEIAHYaRQSIJNRSUVWVVWVL]aMMGJEIDIIBGNNJIHHHSEDEJIMMRRIN_YKZ=XITQZRNI:>UBQG' +
  'FIILPQRRSSSE@IPROJKMHMLKOPHWSHMKNMWHJIMLRRWWILC[Ia5[L?PY^IM=9YOLO?HDGIIMGHKLFcAINTJHJEGGGLOGWPLLLKIX' +
  'KFDKLNPUXKPE]MUGgTfVeoQUOULVT]XSRSVZbbd_d_T]Na[bW^X[OV[ZV[c][Z][b[YWabbZddZSWh[p9UL]SYcOUM<cNYYYRINP' +
  'RRTVXYd]TmfdZNURUOTUWQZXSROSTZPPMUVYXY_RW[jTeCiUcW^aUYYNX_@U[PIKQSTUVPO_[[WD[_IJGKJIOKJOKJJKKHVKFGJL' +
  'MOXO[KTcXTAdLYVaePTP?XT[GMAGILJMNOMNYaGU]^WFK@HFHHEGIOGGJFEUGDFLLLNUWWPTgG^EaQRUYdOVQ>bNYR@QJKJKNPPP' +
  'PTSYYKZSCJAEILBLLLUDN?MCYLCGKNKPV[UPXPYaFSLXXTXNTFEYDLDS>EBGGHGHHGLKMXZZQJKLKLKWXZXYYW]XW_^]_W_aD_]Y' +
  'GHaOeF^M^^]]NTGG^EPFRDDCGGGEGGGLLQYW^QMLLIJI^bZc^U]bbX^ZVYT^bZ_][QIhJcFbO__[_NPGF[HOGTCGGGGFGHGHMPSX' +
  'S_QLMLLLI]YVbZWXZWVcWQVWY^Re]VRG^HhIcRbb[aPZJHaIRIVFHDIHIIIIINTWbQdRMMJMNM__YbaY_ab^cY[_Z]c[eaaMMkJg' +
  'HXP_b]aQTIGcJQJWHHGHIIIIIINSVYN^QMNNMMM[[Z_[N]ZaZc[ZYXX_Tf^aOLiMjJZS]c[bR_JHaKRKXFHIIIHHJJINUYcScRMM' +
  'MMML]YbecZ^db[b]]__ac_f^_RMkRiH[N_d^aQUIHcLPKZHIIIEHIIHIOTWZWcQLMMMMM^_ae_X]e_Ze]Z]^baSf_bRMkLeJ]RZ^' +
  ']bSZJIcLTKZHIIIIIIJIIOWZcadQMMMMML_g_ac[afbddcad_dcafbhRNlTiHYR^c[_PVIGbKQKYGIIIIJIJIJMUW[]cRLLLLML[' +
  'b]^[Z_XdYc_Y]^baUf^]QLkLhJdT[__bScJIbMRMXIIIIIJIJIHOX[dceRLMMMMM^bcfa^^af^ab_cbWcbeahRLlMi;TO_W[iTSS' +
  'BecWYASQUWWXY]X^DaO[^_QPNKPQNSRP]XQOQTM]OLOOSUXYVMPT_YmD_Xd^hYX_K<]^^aZ_bhfmhrr~ke[R]dfbURRXUR_[PdcV' +
  'YTV[fRRSZW_affbTXuflJOVfR]cTZbYeeX]=YV[]aaad^e]nLPW_]CJDJOPTKO[UERRRH_RCGLOYX_[YVdc]l=V?cY[]QQ[RbaZ^' +
  'ZQPTWVXXZYZ_jZAC]ZRRPTOOXMLSZTTNQT_PQMUUY]X_RR^OYj?bPOV]LJIL@]JRJNRPTYZ[[Z[^OO>NK_RKNHLLLROLZVOMLOLX' +
  'KKJONPMZYITSeOWIWTcZehSTSTidaT]_adghmkkipIfXW]T[Y]__[]efYggaaY_X^_YYa[f_cmVP^dgoDaQ[Q]bNXNHbJRKVQQQQ' +
  'RRRQRRQTUc__ELLKLKLRQMPVNNLOHYKHKPPSX^[PTEYLa>RLYW][MNIIXKHHSJLKLMMMLLMNRTQDYPH@>>HGANAME;=:Q?N:;9CD' +
  'HGCORKQbFTFZP^[aaMPKM[OPBJMMMMLMMNMMQVRVQ_QBKHK?LOTBCP@POCMQEGMATULDRVPTjHaCZNZ^b[MLHHRKMKNMMLMMNMNM' +
  'MNKIPX]P=HEI=KO=CL@>HN9HOAF<COQQIWPPShE^;WHSZ_[IFFERFIEOLJKKLLMMKNHJNIGVM@IIB8IML>SQFKLAKPFDHDMQPIYR' +
  'NNeCT7VCTUZREBBBTBE@BJLLKMMMNMMBGHJAQI>E<;A<CJEBK=?9EAB8:;JAE=BPKLIb@T=VLZY]^NIHH^IIEWLLMJNNLMJJQOQD' +
  'WWOAKIIBBQQ<YUEOH>OVCFFAUPVG^PMPcHY@aH^[fTKIIJ]ILGIXSRWXYXYZ^MMOQLVQFMJP>OIF?VTAICHKVCDFEOSTPPOQNgEY' +
  'A_Lh_cYMIKKZJKKTZUPONRWa^[MNQRLYR>RPO:SSU?]SDKOAPUBL?BVRYOXTVRhH[EeQg]k_POLNTMQKP^SSO^eQaUgSSPTCZZAB' +
  '>?A>@RNTK=@7;BOB;:PCTFTCWUPmGYPZV~bnpVUS[aTWR_X][caf]gbeZ[e_decITVXDYVUP]MZWYJSXX?WMTV_W^_[[~P]DaKe^' +
  'jaPKKLcMNMT[SX]_b^c]cQOQSSYRGNLM?PNOFXUOPLNPTPHNMRO[SaWVQmF_?YGK]eYKGHHUHKHD]TMUYY[cNeJMLOIWP<HKB:BK' +
  'P;DN=NN>IUMAA@INOCPPSOiAUA_Ma]caJMLM]LNJBYUSVXeV]__ORPWM]T=CMH;NOV@QODBM@?VPDLFNSVF[VURiFX:VFaZaWGDF' +
  'FVFGFM]NSQa_W]^_GJLKCUN>M=<;C;NANGEKE<GUJ<:@FOVGSPMLeCU>bO[^b^LMLJ]MLKPbXVZ_e^aZeMQTSW[VFB?;J@DQBND@' +
  '=8B?S9A??DAKNLTTSjFZE_Lb_dcLJLN[LMKRQRLVWXV]Z]KPRTF]V;PJI<KLGA[J@KK?CS=@?ANQQERTUShEYM_Wj^lkXVSZePZQ' +
  ']Y][__dceacWV^[afeOTQUPSSWQWYLUTVUOQPRBZQ[VVUZ_pN~<VGZY^VEDEFWEHDNZQRSWZY^Y^GJKNHTM<IBC8GBP<ZEDB?<HR' +
  '??>AFLSAXPNKcBW:XEOX[XGFDCPDC?AZNORXYURX]@IIAOPLBNAL:JJA=WFCHH@>KH<9@MJPDQIPKeBV9UE]Y_TFCCDUCEADUNMK' +
  'YZN^N]FHILIQK<LCE9GM8:TMCDJ<@T;?>?NHI>SMNKc@UFfTrcfcRTPPLRWQXJNKL]ePeOeZX]XZeaD@CF?EGTBXT>A=LBY=?>TO' +
  'XMVXVZXkI]IcRbadfPRPSdQKQTOJMSMWPXLXVWXUN_X?TPS=ROXDaUQMRDMXSOPTWVYV]SSYhJYEcRf^fdRLQOXROMVZYZU_bae]' +
  'eTSTXW_XCRPPDTRD@YTPSHDQYFIRSXLYY]YVWkKcEgNebacNNKP[KKMOHJMKOLTSIKOPQQZ[VGKGMFITUH^NPKTOBVQFAUTXOPYN' +
  'WQcHb>^Ib]c^LHJIbHKGQ]UVZbeae^fJOMRNVPIMLQIQLUKZVHHFG?WKFGRSH[VTRTPgF^QoUfbjhTXSYfUV[XX^XMdgcebh[]^a' +
  '[h_KXWZCWYUJd^POYNZWXXWX_YaSSdYVlM]EUJFMWdJTY?TORHYILOQRWUUWYTaT^ecEMOMNMNURKWPOQMONWMJMSPVU[[FNGPRg' +
  'EYMZRUSOQUHY^UPQHY[achehggY^TRYXSRLQNSOXYUc^VWHWQZNLOENQCbYEFQXN^@bMcWbaOBDAOCRLTjnrrp~u~noMFSPTTO^_' +
  'V]WTZcXmk]acbXrVY^h[^aloILJbZ^N^W^^acYS_UfdZ[YXVX[]]__bbZda[_c[[_]a^bf]ZeeSa_Y_ea[Waa]agkVQ[J_hKhJZZ' +
  'eeSLOOdQVR[MKOOUVTZVYWO^]^_YBE@CCCFFBRJECDEBNC@AEFHJSQOWR_BeGlIu]rmG^YU~YSVc]cegjglolrZlXkkiaW_XZTb]' +
  'c_h]RXWU^mTWX_Y^gaghUbod;'

/** Four folded characters and the character of their frequency. */
export const FREQUENT_GRAMS =
  '    0*   7 the=tion=the =,*  >node?code?/nod@type@**  @****@efin@defi@lass@clas@;*  @ to @fine@spanA' +
  'ing AhttpAion Aine AturnAconsAeturA----AretuAstriA conA claA{*  ActioAthisA* * AnameAode>A   *A {* A' +
  ' */*AttpsA))))Bs://Btps:Bps:/B forB is B of BonstBass=BringB*)))B#defB*#deBmentB.comB if BatioBtrinB' +
  'funcBportB)*  BithuBgithBcom/BthubB  # B  * Bhub.Bb.coB://gB/gitBfor B//giBub.cBunctB(httBurn C}(htC' +
  'odejCdejsC thiCsionC retCableCand Code/C andCnctiCom/nCs/noCejs/Cm/noC in Cjs/nCselfCcommC strCionsC' +
  'valuCptioCalueCpan>CfileC => Cnst C)** CrrorC:*  CerroC   iC   }CwithD/spaD<spaD</spD</a>D   rD) {*D' +
  ',*))DdataDcontDjectDn clD intDparaDinteD notD.*  D  reDhrefDan cDpan Dref=D hreDformD/codD<codD</coD' +
  ' useDcompDhis DoptiDtestDcallD witD be DtextDhljsD proDljs-D*/* DbjecD defEaramEf thEnterEa hrE<a hE' +
  '   cEstatEint E;*))EobjeEn thEent E   #E  ifEnot E   sEcharEter E funErequE valE  }*E comE/a><E}*  E' +
  'def EvoidEfromEted E * `E {*)EoperE   tEternE** *EversE thaE*** Ehis.Es thEormaEe thEmberEith EpullE' +
  'readEommiEmmitE/pulFull/FstruF or F   (Fe/puFpathFble FressFtrucF><a FructFde/pFsignF typF  coFif (F' +
  'ort FtimeFersiFof tF/comFelf.F selF);* FpresFsizeFthatFa></FnumbF`}(hFrsioFscriFtterF resFumbeFmit/F' +
  '</liF/li>F chaFlineF<li>Fhat FdingF),* F**: Fe/coF   dF} - Fde/cF) {#Fli>*F,  #F |{{F** |F)} -F|{{`F' +
  '  /*F* |{FtherFemenF- **F - *FhtmlF parFlistF filFonteF####F/*  F staFfferFriptFcripFinstFcessFli><F' +
  'parsFare Fe*  F   /F.000FentsF }* Fi>*<FmpleFarseFexteFhe sF voiF*<liFspecF>*<lFduleFevenFasseFeratF' +
  'moduFodulFrom GnstaGuse G{*))GrmatGindeGlengG namGengtGngthGned G*/**GbuffG   pG expGaultGfaulGode G' +
  'uffeGbackGate Goid GtingG   mGprocGs = GdefaG);*)GssioG.* *GefauG);**G></aGe coGsingGatedGconfGe = G' +
  'essiG0000GtablG====G**/*G optGsed GpropGhe cG froGatchG  deG *  GarraGall GangeGventG0.00GexprG></lG' +
  ')/* Ge reG 0, GattrGheadGlocaG an Game Ged tGequeGe inGtreaG as G calGmporGstanG   eGstreGchanGwordG' +
  ' areGed iGill GtrueG objG><coGexpoG reqGd inGimpoGwillGt thG ** G*/*#GnullGstarGreamG /* GsertG numG' +
  'd toGatorGreatGtureGonfiGrrayG wilG setGr thGndexGinitGxsltGin tGourcG errGtatiG.** GenerGequiGightG' +
  'sserGinedGi><aG modGsourGurceG it GctorG) =>H/***HanceHentrHinfoHmethHtartHdateHectiH addH <coHnfigH' +
  ' by H wheHile H.htmH;** HxporH  thHresuH},* HuestH canHcreaHhandH):* Ht = H  seHeateHer tHng tHlemeH' +
  'ropeHlateHicatHbaseH   fHquirHrentHethoH.002Hype H insH /**Hons HuireH, thH on HwritHs a Hhen HningH' +
  's noHservHthodHcateHariaH datHsultH && He ofHesulHto tH allH ===HbuilHientH/*#dHpertH=== H impHase H' +
  'sageHo thH  */H verHifieHde> HitioH: {*Hs toH0002HchecHsyncHquesHheckHcatiHointHumenHopenHde><HiterH' +
  ' <spHs inHtribHaderH   $H keyHntryHpoinH} # He foH*  }Hect H ; {HandlH0020HusedH },*HratiHitemHntexH' +
  'ndleH* **H, glHrectHroceHboolH20.0Hess HernaHcaseHram H   uH  inHundeHt isHerveHessaH newH020.HalloH' +
  'valiHcludHetteHndefH my HocesHpackHsuppHhe fH  myHe toHentiHlue HatteHe isHratoHs*  Huct ItiveI whiI' +
  'alidIllowI  },IibutIribuIt inIspacIpeciI} = IenceIuintI   aIhangIinclI   0ImarkInew IncluInce IcopyI' +
  ' letIwhenItateIset Ied bIor tImatcIher I* thIlet IalizIingsI002}ImessI patIxpreIelseIonlyIt toIendiI' +
  '$selI opeIeadeIotheIrameInoneI  0xIteraIssagI = sItentIflagIionaIokenIisteIresoI preIgeneI nonIcan I' +
  'paceIion.Iis aI repI0,  IocalIded IkeywI>*  IyworIeywoIilitItokeIdescIludeIevelI: 0,IloadIescrI=> {I' +
  's anIlockI codI * tIe></I tesI(selIlityIthe*Iers I getIenumI)retIntenIoundIllbaIigneIractI(*  IallbI' +
  'lbacIfastIed aIes tI, coIhe pI = {I // IlettI/** Iore IencoIbyteImy $IreseI `paIr = IitleIouldIreplI' +
  'e stI nulItitlImodeIuppoItranIertiIpporI anyIxtenIimplIqualI desIass IertyI> {*IeterIlatiI   |I disI' +
  'amesIt ofI>*</IdireIoverIgnedIprinI, inIieldIrintIbiliIout IypedI truIountIelemI speIrnalInts I supI' +
  'ecifIis nI.orgIhe rIonalIdentIest I</p>I hasIle iIext ItracI*  cIif tIes aI}** I linIriteIpendIransI' +
  'd byIirecIequaIentaIompaIscheIs ofItancIlizeI || I metIion(I  t.Iich JograJhereJtifyJ2} #J02} JncodJ' +
  'ern Jto aJd thJ;*}*JpectJe deJxterJpassJ)   Je fuJ locJ|*  J perJdistJenamJnstrJ elsJhar J a sJypesJ' +
  'on tJing.J reaJtatuJatusJ extJectoJ indJ   <Jnal JalseJ argJurnsJ priJ youJprotJliceJity JedefJtricJ' +
  'an><JfalsJult JworkJneraJfereJt reJramsJg thJ* `pJe usJ shoJerenJ`parJ*typJlongJleanJendeJ  ; JaddrJ' +
  'righJmmenJ  prJer, J outJommeJs foJryptJuserJe anJcrypJuld JcounJ   oJcketJeferJ = tJestrJrateJror J' +
  'linkJt*  Jne gJage JuildJorg/JicalJ eveJrverJepreJder JceptJ; {.J   lJpareJ)}*)Jt beJ subJamplJcifiJ' +
  ' |* Js arJ undJn inJmoveJpedeJasynJastiJconnJrefeJor aJert.JcoloJ timJutilJ lisJchemJ $seJthroJ uniJ' +
  'alleJcurrJe prJ othJany Jt coJ incJ* */J }**JrictJatesJ)if JrespJ*conJle fJ   nJtersJnum J id=JorteJ' +
  'rotoJust Jed.*J))/*Jion,Je glJackaJe paJgrouJng aJ, anJ  (rJnitiJelf-JtainJone Jtes JcertJ   vJfailJ' +
  'stifJata JrencJinpuJace JnputJan> JstylJ(conJndifJmetaJne sJtyleJs reJoutpJe fiJ = rJlf->JbuteJnly J' +
  'stenJe caJtputJe.* JactiJutpuJurreJatinJ  //J nodJunicJargeJmainJs.* J*/*)JstabJvariJliteJ. thJtle J' +
  'r toJon oJhe dJttriJer oJckagJst cJtifiJ~~~~Jh thJolorJl beJrtedJremoJles J = $JstorJposiJprovJ <a J' +
  'peraJnd tJkageJificJprecJon iJll bJargsJ matJmeteJion:JametJ*  tJhichJclosJappeJwhicJ();*JplicJnsigJ' +
  ': stJapi J)*#dJ thrJnnecJ   =J#endJrns JrrenJctedKnderKlse KfielKialiK   bK, reKtempKortsKe:* KunsiK' +
  'is iKhe lK lenKnicoKode:KtoryKtem Kber KglobKy thKis fK assKallyKhe tKon, K traKplatKe a Kion*Ked wK' +
  'js-tKsockKfsetK.assKonneKled KhaveKndinKmustKn = K httKarguKiptiKred K  foKoffsKrgumKgumeK;**/KshouK' +
  'he nKhoulKfiniK>*<pKroupKode.K **dKffseK onlK fasKsee KnectK-titKrn tKe seK});*Kvar K* `sKhe aKsponK' +
  'ooleKtor KlingKn*  K  exKommaKdestK)))}K -> K/p>*K*#enK))reKoleaKe);*KwarnKe clKtry K secKs-tiKindiK' +
  '*#ifK appK*tesKexpeKpdatK*}**KblocK   )KeralKed fKusinK musKpartKere Kar *Kyou Ked, K**teK booKdeclK' +
  'put Kd*  K  caKvideKe wiKacheK refKonsoK sizK falKd = KesolKhrowKtermKan>(Kr inK * aK = fKccesK  stK' +
  'gth KecteKfierKleteKe,* KespoKmakeKenseKror(KlagsKlintK })*K bufKive Khe eKupdaKs isKpienKubliKies K' +
  'eparKul>*K = nKth tKexceKure K*// KnextKacceKhemaK copKt.asKfindKsoleK: reK cheK))}*K.typKmandKto bK' +
  'ype:K (glK creKicodK></tK posKauthKespaKr*  K t.aK**##KtendKockeKave K varK)</cKver KaticK, stKdecoK' +
  'er iK*<p>KsolvKe* *Kons.KntatKc**:K* reKpublK 1, Kl>*<King*K sigKeverKpattK  **KjsonK havKolveKadd K' +
  'mpatKloseK   1Ken tKeserK worKsub KstroKarenK.getKhe oK))ifKt chKhe iK. */KontrKtargKt foK remK a cK' +
  'prefK-strKicenKapplK == Kght Kack KapieKermiKemovKual(Kin aKcensKtialKt stKocatKrangKor iKforeKignaK' +
  'luesKilesK texKgramK><spKent.K*  /K genKdocsKaddeKts tKis sK  |*Kame,Kpe: K hanK()* KrgetKse tKs.htK' +
  '= reKe noKxcepKiablKenteKnsolKddedKlectKon: KrialKelf,KharaK endKaturKulesKeforKositKt wiK curKlangK' +
  'o beKseriKfaceKexamKleveK-keyKp>*<KlessK*extKytesK!!!!K,   K apiKnaryK arrKacteK carKn a KntaiKontaK' +
  '}*))KmmanKxampKfix KarchK seeKn reKme, K recK **tKize K  })K icuK decKndenKraphK fixK poiK  elKgrapK' +
  ' a pK basKultiKhashKcondKdersKhas K ideK},*)KwindKroviKascrKovidK heaKnt tK dirK oneKonseKirstKidenK' +
  'ordeK butKn beKdebuK iteKeriaK.</pKcardKclarKe, tK   {KebugKfirsKsterK*<spK `stK = (KjavaK*```K no K' +
  'recaLleasLicu Lon aLpushL*theLbut LcterLeclaLs);*LinalLtml#Lng iL</tdL*  *LdeprL})**L/td>Lin sLd wiL' +
  'odinLto cL latLlledLhostLpromLaracLs coL));*L   ;Le liLhe mLis tLvertL  (0L (0xLsitiL)letLpensLcodiL' +
  's wiLat tLcachLectsLdocuL  =>LeconLackeLinesLuresLbinaLpingL serL.lenLt) {L   wLt anLlly LativL * cL' +
  'thenL usiL pasLhe `Lits LensiLblicLtd><Llf, Lend LrderL.staLavasLe) {Ld.* LecatLmultLof aL bytLperlL' +
  'een L)))iLanguLr ofLs-keLindoLet tLvascLing,LthreLriabL # cL mayL*))}Lnt, Lor cL/docLove Lr coLponsL' +
  'e exL** `Lll/1LnvalLsentLkey LprogLimitLtiesLyptoLndowLl leL colLead LregiLcumeLtch LocumLjs-kLinarL' +
  'symbL.<spL: thLloweLaterL};* LmbolLfiedLied LntinLwaitLymboL souLhe* LdeveLtallListrLhookL**#iLficaL' +
  '};**LfreeLe vaLe soL accL**#dLn coLrfacLrserLcaleLin cLterfLven LeaseLe maLrepoLll/3L attLle, Lre tL' +
  't noLs.**LaratLxpecLbreaLrorsLs) {LinvaLssedL wasL flaLprivLiginList LnablL(thiLdispLn seLise L depL' +
  'chilLn ofL relLreleL at LcturL};*)Lit iLst sLntroLory LlobaLas aL**thLobalLint)L we L finLhildL runL' +
  'to sLlaceLplacLe.**L></sLll/4LpatiL {#1Lan eLreakL * iLst bLocs/L regLan bLnav-LfterLomprLary LerfaL' +
  'mpreL autL docLn isLe unLafteLn><aLre iLfloaL<td>Lhe uLse iLses LtailLmallLexerLe arL  - L0*  Ler aL' +
  'es, LesseLngleLnapiLt   L*<a Lt.* LthouLbodyLis cLatibL wriLest*LlastLnsslLrogrLenssL mesL infL unsL' +
  'git LosslLtackL {#3Ljs-sLed oLon cLlicaL.parLitteLodesLse, LlexeLnt32L`staLmoreLstraLlienLint3L*docL' +
  'e chL* coL encL donL `reLnoreLect.LstalLemptLis pLon fLes oLppliLtoolL lonLs beLhe gLns tLime LruleL' +
  'nt iLe;* Ls-stLdresLle tLd foLloatLe orL excLignoLdlerLroutLria-Lan aLilenLnds Lmay Lnts.LntegL = 0L' +
  'e icL {#4LivatL*subLlimiLibilL0001Ldif*LhingL() =LsoftL))) LbindLng, LonreL### L  paLclieL)))cLget L' +
  'ify LomplLon.*L   gLong L**doLon sLgnorLkeysLstinLy = LmemoLrecoL)))rLromiLintsLlegaLan>*LwareLglenL' +
  'thanLess.LetaiLtoreLabilLideoL&#x3L#x3cLx3c;LdetaLlenaLtwarLidthLwidtLraceLompiLplemL/a> Lart LuiltL' +
  ' corLabelLstacLt);*Lng oLcoreLsomeL ariL   2Ln caLion)L*};*LvateLddreLnatiL libLltinLcal LthinLor eL' +
  'mpilLor (LditiLtantLude LautoLomisLctuaL))  Lte tLlablLperfLst**LrninLn anLs caLoc**L*  <Lif nLdoc*L' +
  'nsioL logLstemL, orLutioL, opLch tLe teLtegeLwas L*###LeachL casL, whLed sLrivaMame)M buiMveloMagesM' +
  'es =MluinMggerMer =MgluiMull MecorM**deMnguaM*funMuctuMmattMelopMshifMom tM sinMhiftMor sMithoMassiM' +
  'st oMt**:M(<spMguagMuageM*  fMepenM warM exaMidatMmatiMsectMs:* M, 0,MneedM * sMillaMule MconvMed cM' +
  'giveMlterM/libM samMath MaintMrefiMmes M  unMe   Me ==Md reMl = MhoutM>&#xMt</sMple MlenuMgnutMnutlM' +
  'utlsMns aMm thMd beMaddiMs */MregeMplayMor mMnoteMitesMlopeM, seM = cMglinMsubsMettiM))* M;   McursM' +
  'ing(M pacMgmenMx509MdoesMraisMenabMre aMftwaMsettMe {*MendsM aboMrow MbuttM urlMionrMne oMhiteM   :M' +
  ' givMe itM>(<sMfer MtcheM*  iMnverMth aMr a MctivMriesM);*}MailsMblesMysteMexecMed* MnrefM  <sMdoneM' +
  '(errMer sMsystMtic MmiseMn toMttonMaiseM  } Ms prMon (Me asMefixMrce M) ->Mby tMuttoMpileM detMdeleM' +
  'eplyMer: M !==M!== MegexMcollMecurMts aMhreaMe</cM.strMinglMteneM>*<tMest(MorigM a nMtensM))leMtibiM' +
  ' 2, MegerMne xMf->{MrestMemorMrt fMplugMd;* Mf noM= seMmoryM # uMonveM>conM oveMppenMon wMllocM://dM' +
  'y ofMtraiM})* MbefoMs* *MextrMe.jsMrootMes.*M/devMers.M a fM* *)MrkerM 0x0M gnuMt caM.conMe</sMtal M' +
  '|0|0MxtraMper.MntifMame(MoftwM = 1MticaMleftMarniMon* MsmalM inpM: nuM  vaMtin M|u00Ms</aMlibxMe */M' +
  's deMkingM eleM />*M; {*Mn) {Mes iMend(Me ifMsameMeporMquerM;*tyMa.orMraryMt haMt a Mrn sMe enMor oM' +
  'd noM/webMnd aMbe aM morM pubMse aMth, MininM.**=MeplaM*#  Mt prMzillMne tMauseMseleMeoutMipt/Ms**:M' +
  ') reMmodiMain MmoziMozilM.0* MrnedMcleaM 0x8MestsM0*#dMexisMn noMer.mMr />M><brMuginM<br Mbr /MeleaM' +
  'nt sM firM () Me)* MhellMast MannoMivenMoritM fieMed. MesenMnt: MeletMtrolMs: {MbeenMngesMxistMbe uM' +
  '*strMs usMsideMsendMbitsMty iMypeoM)conMto rMt paM exiMtualMd.**M   5Mt maMs.paMis rM maxMs onMt;* M' +
  'odifMmplaMr reMemitM beeMibleMsplaM couMwhitMimeoM updM.  tM(strMesouM   3Ma><bMetadManneM do M actM' +
  'e;*)M sucMd asMevalMer* Mis mMo reM makMttinMser MrforMrminM schM capMemplM licMlugiMnnotMy*  Mde cM' +
  's fiMu000MtemsMelf)MeerrM   4MhelpMlla.Mle cM doeMeogrM sysMeof Mved Mla.oMdeogMnotiMueryM sofMt { M' +
  '=iteM/>*<Ma coMnormMsessMd coMrg/eM```*MmissMmeouM uinMg/enMs;* Mr isMolloMn></Md ofMual M//deM 3, M' +
  's/doMn-usMent:Mhod MeptiM/javMerfoM,1,1MrityMericMn>(<Men-uMt seMartiM)))lMted.M;*)}M = pMr.moMpeofM' +
  'an iM smaMng cMne pMame.MisplM * rMtequMfollMknowM tokMorreMegacMs maMs/weMhe bM gliM/en-M-us/Mer cM' +
  'elecMlikeM.mozMe diMviceMitiaMthesMdepeMadatM-comMprevM offMansfMreceMat iMose Mst fMreprMus/dMissiM' +
  'ibxsMbxslMcs/wMweb/MpletMicteM**=iM*=itMnforMeproMultsM folMtforM.0.0MestaMfiguMto dM1,1,MthorM`, `M' +
  '0x00MiateMgacyMigurM marM, buMger M: exMcorrM=> *MrcodMan>)M>*<dMtly M(), M  leMe naM memMd anMdicaM' +
  'inatMng sMtml/Mor dMse oMme: McpanM= thMeb/jMb/jaMchedMdiffMe suMizedMing)M  tyMor* M entMe neMf a M' +
  'nnelMtadaMscalM bitM(valMmediM neeMd onMwrapMors Me loMe saM itsMumerMmageMcapiM plaMlue)MfounMll/2M' +
  'uthoMg toMommoMmaskMat aNssinNr exNme =Ne moN# u+NfndeN winNrablNifndNergeNte aN = eN))caNide NrtieN' +
  'id *N cloNgistN1,  Nnto NlabeN   `NmmonNes: NecodNf stN|x00N=heaNn wiNurneN0|0|Nst aN somN*: aN))coN' +
  '*intNid (Nnd iNire(Name:NndarNsafeN`*  Ne <cN   -NframN delNst, NmergNo a Noes Net, NrtioNegisN*/*eN' +
  '*</dNe onNalsoNhe <N</ulN/ul>NtorsN/* sNng* NopyrN  )*Nour Nof cNextuNes fN() {Nr anNll tNlidaNe nuN' +
  'res N} elNst tNyrigNintoNant NpyriN: 1,NsecoN**suNpherNoublNrmalNlow Ne poNpe =Nttp2NorkeNto uNubleN' +
  ' faiN: fiNiredNterpNe opNk coNrn nN raiN*))cNt deNddenNe meNquotNfullNuctoN(e, NsureNrts N ranN<ul>N' +
  'ngs NondiNdoubN*)reNif sNhe vNts, N*=heN**=hNzeroNsortNplanNake NmptyNtrieNiddeN*  rN to*N) = NerabN' +
  'eld Ns frNto mNnt *NhunkNute NtilsNhan NitalNve tN= {*Nify.NotypN unlN  raNnlinNdownNwingNa stNtus N' +
  'cteqNntedNne iNinceN: adNnse N#ifnN tarNe alNsiblNef sNototNtotyNng fNer.*NuatiNl/liNcjk Nslt-N a rN' +
  'awaiNciphNite N)casNipheNst iNowinNhileNnd sNizeiN/**#Nges NrongNe laN asyNwhilN invNces NchinNaredN' +
  'an oNnspeNr);*Nush(Nse* N {#2Nent-N   hN  $sNsqliNe beNer fNqlitNml/lNt,* NsincNdiv>Nt* *Nnge N.valN' +
  ' bacN* inNstedN  fiNjoinNroc)Nync N>*<aNa clNhannNetheNy beNdex N* `rNype(N mapNsimpNacroNool Nest-N' +
  'outeN stoNrigiN)))tNi><cNree Nt, gNome NtabiNs seN = aNswitNompoNsts Nry gNilteN))0xNfiltNund N, paN' +
  'if aNne cN cjkNmespNath.Nle aNand*Nler Ned lNquenNjs-pNst rNnt oN alsNo coNgnalN).* Ng = Ny glNllerN' +
  ' (coNnumeNthonN macNavaiNaligN<tr>N: boNnd oNlinuNrn iNfontNchunN<divNed: NlignNyamlNoolsNce tN  | N' +
  'inuxN.js Nse sNvailNlse*N freN.  *Ntr>*NcausNy idN00.0Nr.* Nt loNn.* NlibrNfixeNaph-NposeNexitNharsN' +
  ', { Nre cNsforNgetsNowerNst uNndedNiledN  loNtr><NonenNis dN/divNtnamNot bN</trNtrypNc) (NibraNmittN' +
  'ld bNse {N</diNissuN/tr>NestiNis uN#incN shiNythoNpythNrelaNsequNo maNoc) N.***N*: rN   xNe> <Nnd cN' +
  'lic N*</uNets NheseN:** Nis oNe haN shaNer;*Nef vNpostNue iNembeN.proNt {*N000.Nn exNlid Noid)NbrarN' +
  ' # tNsablN, naN# cjNor pNal pNto pNce, Nr;* NolleNde.jNe.  N. ifNreviNspliNas tNmathN so NzatiN# thN' +
  '><tdNe spNhiddNa reNizatNh = Nent,N*froNn;* N*#inN cerNes* NlsizN*)  Nor nN*: uN'
