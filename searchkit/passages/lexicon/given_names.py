"""Common given names of many countries, by whether mostly women or mostly men bear them."""

from __future__ import annotations

from searchkit.passages.lexicon import words

FEMALE_NAMES = words("""abigail ada adele agnes aisha alexandra alice alicia alison amalia amanda amber amelia amina amy ana andrea angela angelina
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
    halima khadija salma samira hala rana dalia layla nour huda maha reem""")
MALE_NAMES = words("""aaron abdul abdullah abraham adam adrian ahmad ahmed akira alan albert alberto aldo alec alejandro aleksandr alexander alexei alfred
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
    seamus ruairi hamish alasdair lachlan osman tarek karim nabil marwan fouad saad majid hisham walid ziad bilal""")

GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
