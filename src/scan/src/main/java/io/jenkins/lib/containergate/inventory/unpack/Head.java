package io.jenkins.lib.containergate.inventory.unpack;

/** The first bytes of content, to compare with what formats begin with; or a part of some bytes, as if content began there. */
record Head(byte[] bytes, int from, int length) {
    Head(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    int at(int position) {
        return bytes[from + position] & 0xff;
    }

    boolean starts(String magic) {
        return starts(0, magic);
    }

    /** Whether these characters, a byte each, are at a place. */
    boolean starts(int at, String magic) {
        if (length < at + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (at(at + i) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
