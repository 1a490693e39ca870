package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.inventory.ContentDigests;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Archives that Go and CPython ship for the tests of their own archive libraries: broken or unusual on purpose, and known to hold
 * no packages. They are known by their content, since anybody can put another archive where they lie.
 */
final class RuntimeTestData {
    private static final Set<String> ARCHIVES = Set.of(
            // CPython 2.7, and 3.6 to 3.13: Lib/test
            "sha256:ee98df7691fdab030d39a237f6c6131341459b8de8605782f3730811b8239fc9", // testtar.tar
            "sha256:760200dda3cfdff2cd31d8ab6c806794f3770faa465e7eae00a1cb3a2fbcbe3a", // testtar.tar
            // Go: src/archive/tar/testdata
            "sha256:675b784cae33a0a4856b66b1752a3892455b983f505d3e27505b07a525d61055", // gnu-incremental.tar
            "sha256:fbd8462155e49f06b82b17b8c4c871d85d322e2d95e2fc3108fad51f1f4ce107", // gnu-nil-sparse-data.tar
            "sha256:506d08fe8bbee110612f4672e632e5e9a6373cafba15cbd5866bdd09e3f79d2b", // gnu-nil-sparse-hole.tar
            "sha256:027bb1a0d7f778fde347be353b1920141bc4d4d2da6828ace084cb339787fd17", // gnu-sparse-big.tar
            "sha256:52e60a5c548deccd51d0a8523323ffa322e4ab2b0e4f5472a5966a9e8d66b919", // gnu-sparse-many-zeros.tar.bz2
            "sha256:9c80a95a15edc3eef8fd6c506c4a92481f517bebd088d5db0eb260033a77c0f6", // issue11169.tar
            "sha256:63d5e53472b1ea35cd8814f9d4dee7597601c99eca367177bbaaab1e09d30468", // pax-bad-hdr-file.tar
            "sha256:a4dc5dc501d3f9728918cf03e15da2bf5c17f05c4add4b1d5054d125b28c542a", // pax-bad-hdr-large.tar.bz2
            "sha256:31585b656cf569c03f800d79e43b311c54c8ec88018a44e9e2ec05009abc8f5f", // pax-nil-sparse-data.tar
            "sha256:68135f04e9b4fc6bc6a46508779912050028428f19f2eced56706a0bd297c13a", // pax-nil-sparse-hole.tar
            "sha256:a47d0adca51594bf284a2a1c50286f877a3718766dae1b262c4568ecd0bfa5e7", // pax-nul-path.tar
            "sha256:d2a5221cdcd6bd73be8301f02c266fb13a2cba400d6836cce86ba9b6e044937a", // pax-nul-xattrs.tar
            "sha256:d4afb4ca10dbf46d071752d82b2d148a82953f8b8776b7bc57f9f1f0e3c50a64", // pax-sparse-big.tar
            "sha256:3dfc8596ba248ba48e18fc2c635753d033bfe8987d34121cea69a4a3a8e2ef40", // sparse-formats.tar
            "sha256:36edba10087c389ffab0200dbf56013237af1ec8867a2442187c7147d899e7e4", // writer-big-long.tar
            "sha256:5a0bee74a7bd0caa1d572ff1ae58c3c79310c8fc646a5e84fb5e1eea488ea4b5", // writer-big.tar
            // Go: src/archive/zip/testdata
            "sha256:d11fa637a1153619ed3443401942d242238519feb24233bc1965a693b5f0d326", // test-badbase.zip
            "sha256:60452121e8533c13ae22ce41a2539278049ffb63a08e1fea3d7239b7e627e55a"); // test-baddirsz.zip

    private RuntimeTestData() {}

    static boolean is(FileContent content) throws IOException {
        try (InputStream in = content.open()) {
            return ARCHIVES.contains(ContentDigests.of(in).sha256());
        }
    }
}
