package io.jenkins.lib.containergate.signature.peers;

import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A certificate authority that OpenSSL keeps in a directory: it issues, revokes and says so. */
final class OpensslAuthority {
    static final String IDENTITY = "x509.subject: C=DE, ST=Berlin, O=Acme";
    private static final String CONFIGURATION = """
        [req]
        distinguished_name = name
        prompt = no
        [name]
        CN = Acme Root
        [root]
        basicConstraints = critical,CA:true
        keyUsage = critical,keyCertSign,cRLSign,digitalSignature
        subjectKeyIdentifier = hash
        [ca]
        default_ca = authority
        [authority]
        database = index.txt
        serial = serial
        crlnumber = crlnumber
        new_certs_dir = .
        certificate = root.pem
        private_key = root.key
        default_md = sha256
        default_days = 30
        default_crl_days = 30
        unique_subject = no
        policy = any
        crl_extensions = list
        [list]
        authorityKeyIdentifier = keyid
        [any]
        countryName = optional
        stateOrProvinceName = optional
        organizationName = optional
        commonName = supplied
        """;

    private final Path directory;

    private OpensslAuthority(Path directory) {
        this.directory = directory;
    }

    /** @param directory is made, and belongs to the authority */
    static OpensslAuthority create(Path directory) throws IOException, InterruptedException {
        Peer.needs("openssl");
        Files.createDirectories(directory);
        OpensslAuthority authority = new OpensslAuthority(directory);
        Files.writeString(directory.resolve("ca.cnf"), CONFIGURATION);
        Files.writeString(directory.resolve("index.txt"), "");
        Files.writeString(directory.resolve("serial"), "1000\n");
        Files.writeString(directory.resolve("crlnumber"), "01\n");
        authority.key("root", "P-256");
        authority.openssl("req -new -config ca.cnf -key root.key -out root.csr");
        authority.openssl("ca -batch -notext -config ca.cnf -selfsign -in root.csr -out root.pem -extensions root"
                + authority.start());
        return authority;
    }

    /** Runs openssl in the directory. */
    String openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        return Peer.run(directory, command.toArray(String[]::new));
    }

    private void key(String name, String kind) throws IOException, InterruptedException {
        String option = kind.startsWith("P-") ? "EC -pkeyopt ec_paramgen_curve:" : "RSA -pkeyopt rsa_keygen_bits:";
        openssl("genpkey -algorithm " + option + kind + " -out " + name + ".key");
    }

    /**
     * Writes NAME.key and NAME.pem.
     *
     * @param kind a curve or a number of bits: {@code P-256}, {@code 3072}
     * @param extensions lines of an extension section, besides those of a certificate that signs images
     */
    void issue(String name, String kind, String... extensions) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of("keyUsage=critical,digitalSignature"));
        if (List.of(extensions).stream().noneMatch(line -> line.startsWith("extendedKeyUsage"))) {
            lines.add("extendedKeyUsage=codeSigning");
        }
        lines.addAll(List.of(extensions));
        Files.write(directory.resolve(name + ".ext"), lines);
        key(name, kind);
        openssl("req -new -config ca.cnf -key " + name + ".key -out " + name + ".csr -subj /C=DE/ST=Berlin/O=Acme/CN="
                + name);
        openssl("ca -batch -notext -config ca.cnf -in " + name + ".csr -out " + name + ".pem -extfile " + name + ".ext"
                + start());
    }

    /** An hour ago, so that what is signed right away lies within, whatever a clock's accuracy. */
    private String start() {
        return " -startdate "
                + DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now().minus(Duration.ofHours(1)));
    }

    void revoke(String name) throws IOException, InterruptedException {
        openssl("ca -config ca.cnf -revoke " + name + ".pem -crl_reason keyCompromise");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    String pem(String name) throws IOException {
        return Files.readString(file(name + ".pem"));
    }
}
