package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * The attributes of a distinguished name, whichever relative name each stands in.
 *
 * @param attributes all values of a type, by its object identifier
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4514">RFC 4514</a>
 */
public record DistinguishedName(Map<String, Set<String>> attributes) {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("C", "2.5.4.6"),
            Map.entry("ST", "2.5.4.8"),
            Map.entry("S", "2.5.4.8"),
            Map.entry("L", "2.5.4.7"),
            Map.entry("O", "2.5.4.10"),
            Map.entry("OU", "2.5.4.11"),
            Map.entry("CN", "2.5.4.3"),
            Map.entry("STREET", "2.5.4.9"),
            Map.entry("POSTALCODE", "2.5.4.17"),
            Map.entry("SERIALNUMBER", "2.5.4.5"),
            Map.entry("TITLE", "2.5.4.12"),
            Map.entry("T", "2.5.4.12"),
            Map.entry("SURNAME", "2.5.4.4"),
            Map.entry("SN", "2.5.4.4"),
            Map.entry("GIVENNAME", "2.5.4.42"),
            Map.entry("GN", "2.5.4.42"),
            Map.entry("DNQUALIFIER", "2.5.4.46"),
            Map.entry("BUSINESSCATEGORY", "2.5.4.15"),
            Map.entry("ORGANIZATIONIDENTIFIER", "2.5.4.97"),
            Map.entry("DC", "0.9.2342.19200300.100.1.25"),
            Map.entry("UID", "0.9.2342.19200300.100.1.1"),
            Map.entry("EMAILADDRESS", "1.2.840.113549.1.9.1"),
            Map.entry("E", "1.2.840.113549.1.9.1"));
    /** Kinds of texts (X.680), by tag; UTF-8 is read by the DER reader, which checks it. */
    private static final Map<Integer, Charset> TEXTS = Map.of(
            0x12, StandardCharsets.US_ASCII,
            0x13, StandardCharsets.US_ASCII,
            0x14, StandardCharsets.ISO_8859_1,
            0x16, StandardCharsets.US_ASCII,
            0x1e, StandardCharsets.UTF_16BE);

    public DistinguishedName {
        Map<String, Set<String>> copy = new TreeMap<>();
        attributes.forEach((type, values) -> copy.put(type, Set.copyOf(values)));
        attributes = Map.copyOf(copy);
    }

    /** A name in a certificate. */
    public static DistinguishedName of(X500Principal name) throws RejectedSignatureException {
        Map<String, Set<String>> attributes = new TreeMap<>();
        for (Der relative : Der.parse(name.getEncoded()).expect(Der.SEQUENCE).children()) {
            for (Der attribute : relative.expect(Der.SET).children()) {
                attributes
                        .computeIfAbsent(attribute.child(0).oid(), unused -> new TreeSet<>())
                        .add(text(attribute.child(1)));
            }
        }
        return new DistinguishedName(attributes);
    }

    private static String text(Der value) throws RejectedSignatureException {
        if (value.tag() == Der.UTF8_STRING) {
            return value.utf8();
        }
        Charset charset = TEXTS.get(value.tag());
        // begins with what no written name can hold, so that it equals none
        return charset == null
                ? "\0" + HexFormat.of().formatHex(value.encoded())
                : new String(value.content(), charset);
    }

    /** @throws GateException when the text is not a distinguished name, or holds a type not known here */
    public static DistinguishedName parse(String text) throws GateException {
        Map<String, Set<String>> attributes = new TreeMap<>();
        try {
            for (Rdn relative : new LdapName(text).getRdns()) {
                Enumeration<? extends Attribute> all = relative.toAttributes().getAll();
                while (all.hasMoreElements()) {
                    Attribute attribute = all.nextElement();
                    Set<String> values =
                            attributes.computeIfAbsent(type(attribute.getID(), text), unused -> new TreeSet<>());
                    for (int i = 0; i < attribute.size(); i++) {
                        if (!(attribute.get(i) instanceof String value) || value.isEmpty()) {
                            throw wrong(text, "the value of " + attribute.getID() + " is not a text");
                        }
                        values.add(value);
                    }
                }
            }
        } catch (InvalidNameException e) {
            throw wrong(text, "it is not a distinguished name");
        } catch (NamingException e) {
            throw wrong(text, "it cannot be read");
        }
        return new DistinguishedName(attributes);
    }

    private static String type(String written, String text) throws GateException {
        String type = written.toUpperCase(Locale.ROOT).replaceFirst("^OID\\.", "");
        if (type.matches("[0-2](\\.(0|[1-9][0-9]{0,17})){1,20}")) {
            return type;
        }
        String known = TYPES.get(type);
        if (known == null) {
            throw wrong(
                    text,
                    "the attribute " + written + " is unknown (known are object identifiers and "
                            + String.join(", ", new TreeSet<>(TYPES.keySet())) + ")");
        }
        return known;
    }

    private static GateException wrong(String text, String why) {
        return new GateException("'" + text + "': " + why, "write a name such as C=DE, ST=Berlin, O=Acme, CN=release");
    }

    /** @param type such as {@code CN} */
    public Set<String> values(String type) {
        return attributes.getOrDefault(TYPES.getOrDefault(type, type), Set.of());
    }

    /** Whether each attribute of the other is here, with exactly the other's values; this may have further attributes. */
    public boolean includes(DistinguishedName other) {
        return other.attributes().entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(attributes.get(wanted.getKey())));
    }
}
