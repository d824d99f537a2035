"""Common given names of many countries, in two lists: mostly of women, mostly of men."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

FEMALE_NAMES = words("""jan michele abigail ada adele agnes aisha alexandra alice alicia alison amalia amanda amber amelia amina amy ana andrea angela angelina
    anita anna annabel anne annette annie antonia april ashley asma astrid audrey ava barbara beatrice beatriz bella berenice bernadette
    beth betty beverly birgit bonnie brenda bridget brigitte brittany camila camille cara carla carmen carol carole caroline carolyn
    catherine cathy cecilia celia charlotte chelsea cheryl chloe christina christine cindy claire clara clare claudia colleen constance
    cora courtney cristina crystal cynthia daisy dana daniela daphne dawn deborah debra delia denise diana diane dina dolores donna
    dora doris dorothy edith eileen elaine eleanor elena elisa elisabeth eliza elizabeth ella ellen elsa emilia emily emma erica erika
    esther eva eve evelyn faith farah fatima fatma felicity fiona flora florence frances francesca frida gabriela gail gemma georgia
    geraldine gertrude gina gladys gloria grace greta gwen hanna hannah harriet heather heidi helen helena helga henrietta hilary
    hillary hilda holly hope ida ines inés ingrid irene irina iris isabel isabella ivana ivanka ivy jacqueline jamila jana jane janet
    janice jasmine jean jeanne jennifer jenny jessica jill joan joanna jocelyn josephine joy joyce juanita judith judy julia juliana julie
    june karen karin karla kate katharine katherine kathleen kathryn kathy katie katrina kay kayla keiko kelly kimberly kirsten kristen
    kristin lara latifa laura lauren leah leila lena leonora leslie leticia lilian liliana lillian lily linda lisa liz lois lola
    lorraine louise lucia lucille lucy luisa lydia lynn mabel madeleine madison mae maggie malala mandy marcia margaret margarita
    margot maria mariam marian marianne marie marilyn marina marion marjorie marta martha mary maryam matilda maureen maya mei
    melania melanie melissa mercedes meredith michelle mildred mina mindy miranda miriam molly mona monica muriel myra nadia nadine
    nancy naomi natalia natalie natasha nell nicola nicole nina noor nora norma noura olga olivia pamela patricia patsy paula pauline
    peggy penelope penny petra phoebe phyllis polly priya rachel ramona rania rebecca regina renata rita roberta robin rosa rosalind rose
    rosemary roxanne ruby ruth sabrina sadia sally samantha sandra sara sarah selma shannon sharon sheila shirley silvia simone
    sofia sonia sophia sophie stacy stella stephanie sue susan susanna suzanne svetlana sylvia tamara tanya tara tatiana teresa tess theresa
    tina tracy ursula valentina valerie vanessa vera veronica victoria viola violet virginia vivian wanda wendy whitney winifred
    yasmin yolanda yuko yvette yvonne zahra zainab zara zeinab zoe oprah kellyanne carly kamala sonya olena iryna oksana lyudmila tatyana
    yulia ekaterina anastasia hiroko sakura michiko akiko haruka mei-ling lakshmi sunita anjali deepa kavita meera lata chiamaka ngozi
    adaeze amara folake abena akosua wanjiru thandiwe nomsa zanele siobhan niamh aoife orla maeve saoirse sinead aileen morag eilidh
    anneke femke saskia marijke annelies griet katrijn lieke sanne ilse ines ottoline imogen orla hilary winifred lucinda bettina
    rosalind josephine philippa harriet jemima tabitha tamsin agatha bronwen cerys rhiannon seren catrin ffion mairi
    ximena fernanda paola renata catalina guadalupe consuelo pilar mercedes dolores yolanda aurora beatriz lorena
    giulia chiara federica elisa silvia ludovica raffaella annika astrid liv sigrid solveig ingeborg kirsi aino tuuli hanne
    katarzyna agnieszka magdalena zofia malgorzata jadwiga ludmila radka zdenka milena vesna jelena snezana dragana biljana
    ioana mihaela elif ayse fatma zeynep emine nur aylin deniz leyla parisa shirin mahsa nasrin golnaz
    mei xiu ling hui yan soo-jin min-ji hye-jin eun-ji yuki naoko kumiko ayumi
    halima khadija salma samira hala rana dalia layla nour huda maha reem
    abla achieng adwoa afia ah-young aigul aishwarya aissata akinyi aleksandra alessia alina amelie aminata amira
    andreea anja anke annegret aoi araceli aroha aruna assa atieno auma aurelie avital ayanda ayelet ayesha aysegul
    azadeh barbora beata bilquis binta bolanle bozena brid busisiwe catarina celine chihiro chinwe chipo chisomo
    clemence constanza corazon corina darya daryna deirdre delphine desislava despina dewi dilek dimitra dinara dineo
    djeneba dominika dorota dunya efua eleni elham eliska elodie elvira erzsebet esra eszter eun-hye ewa fabiana fanta
    farzana fatou fereshteh feruza filipa filiz folasade francisca funmilayo galina genevieve gergana ghada ginette
    ginevra gisela gita giulietta graciela grainne grazyna gudrun gulnara gulsen halina halyna hana hanan hannelore hawa
    heba heike helle huguette hulya huong hyun-jung ibtisam ifeoma ildiko ilona iman imelda inas ioanna iskra itzel
    iwona jayalalitha jeannine ji-young jiali jitka joana judit jutta kadri katalin katarina katerina kateryna katrin
    kerstin kgomotso khady khaleda khawla kotone ksenia kyoko larysa leilani leni lenka leonie leonor lerato lestari
    letizia lidia ligaya lihua liisa lina lindiwe loren lourdes lubna luciana lupita luzviminda lyubov lyudmyla mafalda
    mahnaz maire maliha malika mamata manal manon marama maret margherita marguerite mariama mariko marisa marisol marja
    marketa martina mathilde maysa megawati merav merve mi-ran milagros misaki mwende myroslava nabirye nadiya nagwa
    naigaga najla nakato nandi narges nasreen nataliia nawal ndeye nermin ngaire ngoc nigora nilufer nirmala njeri
    nkechi noemi nokuthula noriko nosipho ntombi nyambura nyasha obiageli oceane odile olha oluchi omolara orit ornella
    osnat oumou ozlem padma palesa paloma pegah pernille phuong polina priyanka radha ragnheidur raisa ralitsa raluca
    raquel rasha ratna refilwe renate retno riitta rini risa rivka rocio roisin rokeya rokia ronke rosario rossella roya
    rubina rudo rukhsana rukmini rula rutendo sabine sachiko sahar saima salote saltanat sandrine savitri sawsan
    segolene sema sevgi shabana shahlo shaima shazia shelly sherine shira shireen shobha sibel sieglinde sigridur silke
    silvana simin simona siti smriti socorro soha solange soledad soo-yeon suad suhair sushma susi svenja svitlana
    sylvie tahereh taslima tereza tetiana thais thembi thoko thuy tiare titilayo tomoko trang tsitsi tsvetelina tugba
    tuula tzipi uju ulrike urszula usha vasiliki vasundhara veronique vlasta wafa wairimu wambui whetu wiebke wulandari
    xiaoli xochitl yanmei yara yehudit yetunde yingchun yoko yolande yuliia yuna yusra zarina zeina zinaida zinhle zodwa
    zohreh zsuzsanna zuzana""")
MALE_NAMES = words("""jan michele aaron abdul abdullah abraham adam adrian ahmad ahmed akira alan albert alberto aldo alec alejandro aleksandr alexander alexei alfred
    ali allan allen alvin amir amos anders andre andreas andrei andrew andy angelo angus anthony antoine anton antonio archie ari arnold
    arthur ashraf barack barry bashar ben benedict benjamin bernard bernie bert bill billy bob bobby boris brad bradley brandon brendan brent
    brett brian bruce bruno bryan byron calvin cameron carl carlos cedric chad charles charlie chester chris christian christopher clarence
    claude clifford clint clive colin connor conrad craig cyril dale damian dan daniel danny darren dave david dean denis dennis derek
    desmond diego dieter dirk dmitri dmitry dominic don donald douglas duncan dwight dylan earl eddie edgar eduardo edward edwin
    elias elliot elliott emanuel emil emmanuel enrique eric erik ernest ethan eugene evan fahad faisal felipe felix ferdinand fergus fernando
    francis francisco francois frank franklin fred frederick gabriel gareth gary gavin geoffrey george gerald gerard giorgio giovanni
    glenn gordon graham grant greg gregory guillermo gunther gus guy hamid hans harold harry harvey hassan hector henri henry herbert
    herman hiroshi howard hugh hugo hussein ian ibrahim ignacio igor isaac ismail ivan jack jackson jacob jacques jaime jake jamal james
    jason javier jay jeb jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao joe joel john johnny jon jonas jonathan
    jordan jorge jose josef joseph josh joshua juan juha julian julio justin kareem karl keith ken kenneth kevin khalid khalil kofi kurt kyle
    lance larry lars laurence lawrence lee leo leon leonard leonardo leroy lewis liam lloyd louis luca lucas luis luke mahmoud malcolm manuel
    marc marcel marco marcus mario mark markus marshall martin marvin matt matteo matthew maurice max maximilian mehmet michael miguel mikhail mike
    milton mitch mitchell mohamed mohammad mohammed morgan morris muhammad murray mustafa nathan nathaniel ned neil nelson nicholas nick nicolas
    nigel nikolai noah noel norman oleg oliver omar oscar osama otto owen pablo pascal patrick paul pavel pedro percy pete peter petr philip
    philippe phil pierre piotr rafael rajiv ralph ramon rashid raul ray raymond reginald rene ricardo richard rick rob robert roberto
    rodney rodrigo roger roland ron ronald rory ross roy rudolf rudy rupert russell ryan said salim salman salvador sam samir samuel
    santiago scott sean sebastian serge sergei sergey sergio seth shane sidney simon spencer stan stanley stefan stephen steve steven stewart stuart sven
    takeshi tariq ted terence terrence terry theodore thomas tim timothy toby todd tom tommy tony travis trevor tyler umar vernon victor
    viktor vincent vladimir vlad vladislav volodymyr wallace walter warren wayne werner wilfred wilhelm will william winston wolfgang xavier yasser
    yuri yusuf zachary zhang rex xi recep recep jair narendra benyamin benjamin emeka chukwu tunde femi kwame kojo sipho thabo jabu
    mandla tendai kenji haruto satoshi taro ichiro raj ravi arjun vikram sanjay anil suresh ramesh amit padraig eamon declan cormac
    piet pieter joost maarten ruud sander bram wouter koen geert jeroen tobias magnus callum leonard desmond emeka ambrose
    gareth rhys dafydd iwan olivier mathieu guillaume thierry yves luc benoit emile gilles fabrice didier laurent
    javier andres esteban gonzalo ignacio rafael emilio mauricio teodoro aurelio lorenzo alessandro davide stefano
    bjorn leif torsten gunnar haakon sven ulf henrik jukka pekka timo antti mikko kaarlo
    tomasz krzysztof wojciech jaroslaw zbigniew andrzej marek janusz pavel jiri zdenek vaclav milos dragan goran zoran nebojsa radomir
    ion mircea florin mehmet ahmet mustafa kemal burak emre serkan reza hossein mehdi javad behrouz
    wei ming jian jun hao lei sung-min jae-hyun min-ho dong-hyun kazuo hideo masato yoshiro
    seamus ruairi hamish alasdair lachlan osman tarek karim nabil marwan fouad saad majid hisham walid ziad bilal
    abdallah abdelaziz abdelkader abdelmalek abdi abdirahman abdoulaye abdulaziz abdulkarim abdulmalik abdulrahman
    abhijit abhisit abid abiy ablaye adel adem adnan afonso aftab agostinho agus agustin ahmedou ahsan aivars ajay ajit
    akbar akhilesh akinwumi aksel akufo alaa alassane aleksandar aleksi alessio alfonso algirdas alisher alok
    alonso alparslan alpha altaf alun alvaro amadou amarinder amjad amr anand anant anas anatoly andris andriy andrus
    anibal anies anirudh anisul antonino antonis anura anurag anwar apisai apostolos arash archibald arda ardeshir arif
    arkady armando armindo arne arseniy artem arturo arturs arvind arvydas asad asaduzzaman asbjorn asen asghar ashfaq
    ashok ashwini asim askar atal atanas athanasios atif atta attila augusto avi avigdor ayman ayo ayodele azmin
    babacar babak babar babatunde badr badru bahaa bahram bakary bakhtiyar bakhyt bambang bandar baptiste barasa bartosz
    basel basim bassam bassirou basuki bekir bela bengt benigno benito benny berat bernardo bernd bezalel bheki bhupesh
    bijan bilawal bipin bjarne bogdan boguslaw bohdan bohuslav bojan boleslaw bongani bongbong borge borys boubacar
    boyko bozidar branko bryn budi bulent caio calin calum camilo carmine catalin cathal celso cem cemal cengiz cesar
    chandra chandrika cheick cheikh chen-wei chidi chilufya chinedu chirag christer christos chuan chukwuemeka ciaran
    cihan ciprian ciro claudiu colm conor constantin cornel cosimo cosmin cristobal czeslaw dainius daisuke damien
    daniyar danylo daouda dapo dara dariush dariusz darko daudi dedi deepak dejan demba denys detlef devendra devlet
    diarmuid dimitar dimitris dinesh djibril djoko dmitriy dmytro domenico donal donnacha doru dougal duarte dumitru
    dusan eamonn ebrahim ebuka edoardo edson eduard eero efrain egil ehsan ehud einar eitan ejaz ekkehard eko ekow ekrem
    eli emad emiliano emlyn emmerson emomali emrys enda enver enzo eoghan erdal erick erkki erlan erling ernesto ersin
    ertugrul esa eskil esmaeil ettore euan evangelos evo ewan eyad fabian fabio fabricio fadi fares farhad faris farooq
    faruk fathi fatih fawad fawzi fayez federico fedir felwine ferenc fereydoun fergal ferhat fidel fikile filimao
    filipe filippo fintan fionn flavio florian fode franco frantisek frode fumio fyodor gabor gaetan ganjar gaspard
    gaurav gautam geir gennady gennaro georgi georgy geraint gerardo gerd gerhard gernot getachew gethin geza ghasem
    ghassan gheorghe ghulam giacomo giancarlo gianluca gianni giannis gideon gilad gilberto gilson gino gintaras gints
    giorgos girish girma giuliano giuseppe godswill gokhan gopal goro gotabaya gotthard govind gregor grigory gruffydd
    grzegorz gudmund guido gurbanguly gustaf gustavo gwede gwilym gyorgy habib haider haile hailemariam haitham hakainde
    hakan halil haluk halvor hamed hamidreza hani hardeep haris harish harshvardhan hartmut hasan hasanul hashem
    hatem haytham hazem heikki heinz helio helmut hemant hemi hendra henryk hernan herve hideki hiroyuki hishammuddin
    horacio horia horst hossam hristo hryhoriy hulusi humberto hussam huw iain ibrahima idris idrissa idrus ieuan
    ifan ifeanyi iftikhar ihab ihor ijaz ikechukwu ikram ilker ilkka ilya imad imran imre imtiaz indrek ingvar innokenty
    ionel iqbal iraj isam isamu ishaq isidro issoufou istvan itamar itzhak iulian ivaylo ivica iyad jaak jaan jabbar
    jaber jacek jacinto jagdish jahangir jaishankar jalal jamshid janis janos jari jarl jarmo jaroslav jassim javed
    jawad jayant jean-baptiste jean-claude jean-luc jean-marc jean-pierre jerzy jianguo jianping jide jinping jitendra
    joaquim joaquin jochen joerg joko jomo jorgen jorma josaia jovan jozsef juanito juergen juhani juma junichiro jurgen
    juris jusuf kader kadhim kadir kai kailash kalman kamal kamau kamel kamran kamrul kapil karanja karel kari
    karl-heinz karlis kashif kassym-jomart katsuya kaveh kayode kazem kazimierz kazuki kebede keir kenichi keqiang
    kestutis kgosi khairy khaled khawaja khaya kimani kipchoge kipkemboi kiprono kiril kirill kishore kizza kjell klas
    klaus knut koichi konstantin konstantinos kostas kourosh krasimir krishna kunle kwabena kwaku kwasi kwesi
    kyriakos ladislav lalit lamine lasith lasse laszlo lateef lauri leandro lefteris lennart leonel leonid leszek lev
    liaquat lisandro liviu ljubisa llyr loic lothar luay lubos ludek ludovic luigi lungelo lwazi macharia maciej macky
    madhav mahathir mahbub maher mahesh mahfud mahfuz mahinda mahmood maina maithripala majed makis makoto maksim malick
    mamadou mamun manasseh manfred manish manmohan manohar manoj manolis manouchehr marcelo marcio mariano maris mariusz
    marko martti masahiro masaru masoud massimo mateusz matias mats matthias matti maurizio mauro maxim maxime
    maximo mazen mbugua mduduzi medhat mehmood meles mengistu mesut metin mevlut michalis micheal michel
    mieczyslaw mihai mika mikael miklos mindaugas minh minoru miodrag miroslav miroslaw mizanur mladen moataz modibo
    moeen mohamadou mohan mohsen mohsin moises mojtaba momcilo morten morteza moshe mosiuoa mounir moussa moustapha
    mudar mugo mugur muhaimin muhammadu muhyiddin mujahid mujeeb mujibur mukesh mulenga munir munyaradzi muqtada murad
    muriithi mushtaq mutahi muthanna mwai mwangi mwansa mykhailo mykola nadeem nader naeem naftali naguib naif
    naji naoto nasr naveen navid nawaz nayef ndiaga ndung'u necdet nemanja nenad nestor ngcuka ngoni niall nicanor
    nicolae niels nihat nikita nikolay nikos nils nisar nitin nitish nizar njoroge nnamdi norbert nouri numan nuno
    nurlan nursultan nyesom nyong'o obaidul ochieng octavian octavio odhiambo ofir oginga ognyan oisin okechukwu okoth
    ola olaf olamide olav oleh oleksandr oleksiy olexandr olli olof olu olusegun oluwaseun omkar omondi ondrej onur
    onyango orhan osamu oskar osvaldo otabek otavio otieno oumar ousmane ove ovidiu owain ozan paavo padraic panagiotis
    panfilo pankaj panyaza paolo pape parvez parviz patrice pavlo pavlos pawan pawel peder peni pentti pervez petar
    petri petro petros phuc piero pietro pita piyush plamen poul prabhakar prabowo pradeep prakash pramod pranab
    prashant praveen pravin prawit prayut preben predrag prem przemyslaw qais qamar qasim qassem rade radek radoslaw
    radu raed rafiq rafiqul rafizi ragnar raheel rahim rahul raila raimonds raimundo rainer rajeev rajendra rajesh
    rajnath rakesh ralf ramazan rameshwar rami ramin ramiro ranil ranjit raphael rashad ratko rauf ravindra rawiri
    razvan recai regis rehman reinhard remi renzo reto reuven reynaldo riccardo rigoberto risto riyad riza rizal rodolfo
    rogelio rohit rolando rolf romain roman rostyslav rotimi rouhollah ruaridh ruben ruediger rui rumen rune ruslan
    rustam ryota ryszard sachin sadyr saeed safwan saheed sajeeb sajid sajith sajjad sakari salah saleem saleh salif
    salvatore samba sameer sami samih samora sandeep sandiaga sandor santos santosh sarath sardor sarfraz sasa satish
    satoru sauli sedat segun seiji sekou selahattin selim semisi semyon serhiy seydou seyi seyoum shafiqul shahabuddin
    shahbaz shahid shakeel shakir sharad sharif sharjeel shashi shaukat shaul shavkat sherif shigeru shinji shinzo
    shivraj shlomo shmuel shohei shota siamak siegfried sifiso sigit sigurd sikandar silvio sinan sione sirisena sitaram
    sitiveni siyabonga slamet slavko slawomir slobodan sohail sohrab solly somchai sonu soren sorin souleymane soumaila
    spyros srdjan srettha ssali stanislav stanislaw stavros stelios stepan stephan stig stjepan stoyan struan suat
    subhash sudhir suhail suleiman suleyman sumit sundar sunil surendra surya susilo susumu svein svyatoslav sylvain
    szymon taavi tadashi tadeusz tadhg taha taher taiwo takahiro takashi takuya talal taleb tamas tamati tamer tanvir
    tapio tapiwa taras tarun tatenda tatsuya tawanda tawfiq tayfun tayo tayyip tedros teemu tejashwi teresito terje
    tesfaye tetsuya tevita tewodros thami thamsanqa thanasis themba theodoros thiago thibault thierno thorsten
    thulani tiago tibor timur tinashe todor tofail toivo tomas tomislav tomos toomas torbjorn tore toru toshiro
    traian tristan trond tshepo tsutomu tsvetan tuilaepa turgut turki tzachi uche uddhav ugo uhuru ulises ulrich ulugbek
    umaru umberto umesh umit urho urmas urs usama usman uwe vadim vadym vahid valdis valentin valentyn valeri valerio
    valeriy valery vangelis varun vasco vasile vasilis vasily vasyl veikko veljko venkaiah veysel vicente vijay vikas
    viliami vincenzo vinod vishal vitaliy vitaly vivek vladan vojislav vojtech volker voreqe vuk vusi vyacheslav
    vytautas wael wafula wajid waleed waqar wasim wilfredo wiranto wiremu wissam wladyslaw workneh wycliffe xiaoping
    xolani yaakov yahya yair yannis yaroslav yaser yashwant yasin yasir yasuhiro yasuo yavuz yaw yaya yegor yehuda yemi
    yerlan yevgeny yevhen yilmaz yinka yitzhak yoav yogi yoichi yoshihide yoshio yossi younis yousef youssef youssouf
    yoweri yuichi yuli yunus yuriy yusril yusuke zafar zahari zahid zaid zakhar zaki zamani zbynek zdravko zdzislaw
    ze'ev zeev zeljko zemin zhiyong ziya zoltan zsolt zuhair zulfikar zulkifli zvonimir zweli""")

GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
