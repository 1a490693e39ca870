package org.jenkinsci.plugins.structs.describable;

public final class DescribableParameter {
    DescribableParameter() {}
}
