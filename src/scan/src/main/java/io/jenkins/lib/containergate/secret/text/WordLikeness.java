package io.jenkins.lib.containergate.secret.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells words from chance by the pairs of letters that are frequent in English. */
public final class WordLikeness {
    /** The most frequent pairs; about two thirds of all pairs in prose, a seventh of all pairs there are. */
    private static final Set<String> FREQUENT = Arrays.stream(
                    ("th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co"
                                    + " me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no"
                                    + " ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni"
                                    + " ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty"
                                    + " op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ei ov by rm ep tt oc fa ef cu"
                                    + " rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ht ru ug ds lt pi rc rr"
                                    + " eg au ck ew mu br bi pt ak pu ui rg ib tl ny ki rk ys ob mm fu ph og ms ye ud mb ip ub oi"
                                    + " rl gu dr hr cc tw ft wn nu af hu nn eo vo rv nf xp gn sm fl iz ok nl my gl aw ju oa eq sy"
                                    + " sl ps jo lf nv je nk kn gs dy hy ze ks xt bs ik dd pt rp ek ax tf ws ml sn")
                            .split(" "))
            .collect(Collectors.toUnmodifiableSet());

    private static final int FEWEST = 5;

    private WordLikeness() {}

    /** The share of pairs of neighbouring letters that are frequent, 0 to 1; 0 when there are fewer than five pairs. */
    public static double of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int pairs = 0;
        int frequent = 0;
        for (int i = 1; i < lower.length(); i++) {
            if (Characters.lower(lower.charAt(i - 1)) && Characters.lower(lower.charAt(i))) {
                pairs++;
                frequent += FREQUENT.contains(lower.substring(i - 1, i + 1)) ? 1 : 0;
            }
        }
        return pairs < FEWEST ? 0 : (double) frequent / pairs;
    }
}
