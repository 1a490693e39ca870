package io.jenkins.lib.containergate.policy.signer;

import java.util.Optional;

/** Someone whose signature counts, and how it is recognised. There is no signer "anyone". */
public sealed interface Signer permits CosignSigner, KeylessSigner, NotationSigner, ContentTrustSigner {
    /** Name in reports; distinct within one requirement. */
    String name();

    /** What the signer signs as, such as {@code built-by} or {@code approved-by}. */
    Optional<String> role();

    /** The kind's name in policy files. */
    String kind();

    /** What stands below the kind in policy files; what {@link SignerFormat} reads back. */
    Object plain();
}
