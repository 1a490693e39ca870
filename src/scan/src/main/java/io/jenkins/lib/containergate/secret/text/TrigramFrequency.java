package io.jenkins.lib.containergate.secret.text;

import java.util.HashMap;
import java.util.Map;

/** How rare three characters are in text and source, as counted in Python, JavaScript, JSON and their documentation. */
final class TrigramFrequency {
    /** The most frequent ones, most frequent first. */
    private static final String FREQUENT = """
        ion aaa tio the typ ype /// ati con ing ent str res ate ons ame ort nam sta por est ter tur ers equ exp req
        mbe dat ber put ode ect for int ser tri cat que pro tru nst nte err rea mem rin ist xpo cti val ess emb rat
        ues ure loc tat ted out uct thi and ruc per his our onf com ret ult nti pti par che sio ctu lis rro men tor
        nfi ire ror ata ide age fig oca ver ext alu red def fie nce end get lue all ifi rce ont ace sou urc pes onn
        ete eco mes cod ime etu ble inp key urn use des jec npu ins ces cal lic pre ass met sha cre ope eso ine ken
        tim are oke tes nde es. obj aws esp tok bje era ara abl utp eat tpu ith arn qui ten der ape scr unc erv nod
        nse opt ack ere den cri uir ice hap ssi ema set ali spo esc rom ite tin anc ica tem pon ele efi del sch enc
        you mpo fin fun nct omm ram pec esu nna ead zon let ert man tan orm erf tha sul acc fro ore lin hem rec fac
        fil .ty mod mat tra num eve imp tre gur app spe not rib azo ity ned unt cla hat tag rou ama ile nts eta htt
        ttp rfa oun igu nex ste mpl is. maz ind eci lar mma --- cke ole ura tar act dec vic lea ean ase ain iti cif
        sto one nal eri pat art ren eme arg wit umb wse mit tif uri bac rma amp atu rep ref rvi ool ies ive rop ket
        oid cou voi sec oin und fer din nne ust ull ail var ndi lat att gin rsi upd nta sag ner ger aul ena ute pda
        pli pla ule nco les poi rip pac teg ipt rit etr cha ssa sin on. tch als tab ier las ath uck tus gro reg tto
        buc sig can han fau ven cto ran efa ini aut wor ign ede ts. nit rts rti sse ien ear her lie ery oup boo max
        ecl sco ese lid cli ple len tho omp ege nsi cce xtt ovi gen nul sti ade arr rov ntr ize inf map tit ona ern
        xpr tex lse vid ume pos tac cco ses iel lts sit uti emp ori er. ord ina new ast tic atc led dpo nat ied tai
        eid eth ndp low rue eld cor api lba hen pol nfo tid gra but ach egi iat ibe onc sed epl min nec llb add xte
        whe nds dex ed. dis oli ray rot uer ann sso ond epr rra rre .de tco ory ubl hea fic
        """;
    /** Characters from frequent to rare; all others are rarer. */
    private static final String CHARACTERS = " etaoinsrlcdpumhfg_b.y-/vw:0k1x=2,(";

    private static final Map<String, Integer> RANKS = ranks();

    private TrigramFrequency() {}

    private static Map<String, Integer> ranks() {
        String[] grams = FREQUENT.strip().split("\\s+");
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < grams.length; i++) {
            ranks.put(grams[i], i - grams.length);
        }
        return Map.copyOf(ranks);
    }

    /** The larger the rarer; below zero for those that are frequent. */
    static int of(String gram) {
        Integer frequent = RANKS.get(gram);
        if (frequent != null) {
            return frequent;
        }
        int sum = 0;
        for (int i = 0; i < gram.length(); i++) {
            sum += character(gram.charAt(i));
        }
        return sum;
    }

    private static int character(int character) {
        int rank = CHARACTERS.indexOf(character);
        return rank < 0 ? CHARACTERS.length() : rank;
    }
}
