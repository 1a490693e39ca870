package hudson;

import io.jenkins.lib.containergate.stubs.Signature;

public class Util {
    public static String fixEmptyAndTrim(String s) {
        throw Signature.only();
    }

    public static String escape(String text) {
        throw Signature.only();
    }
}
