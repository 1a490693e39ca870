package org.jenkinsci.plugins.structs.describable;

import java.io.Serializable;

public class UninstantiatedDescribable implements Serializable {
    public static final String ANONYMOUS_KEY = "<anonymous>";

    private static final long serialVersionUID = 1L;

    private UninstantiatedDescribable() {}
}
