package io.jenkins.lib.containergate.secret.text;

/** How evenly the characters of a text are spread. */
public final class Entropy {
    private Entropy() {}

    /** Shannon entropy in bits for each character; 0 for an empty text. */
    public static double bitsPerCharacter(String text) {
        int[] counts = new int[256];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 0xff]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
