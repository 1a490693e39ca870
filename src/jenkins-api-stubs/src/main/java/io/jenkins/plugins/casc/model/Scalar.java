package io.jenkins.plugins.casc.model;

import io.jenkins.lib.containergate.stubs.Signature;

public final class Scalar implements CNode, CharSequence {
    public Scalar(String value) {}

    @Override
    public Type getType() {
        throw Signature.only();
    }

    public String getValue() {
        throw Signature.only();
    }

    @Override
    public int length() {
        throw Signature.only();
    }

    @Override
    public char charAt(int index) {
        throw Signature.only();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw Signature.only();
    }
}
