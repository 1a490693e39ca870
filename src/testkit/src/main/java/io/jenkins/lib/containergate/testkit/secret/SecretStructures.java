package io.jenkins.lib.containergate.testkit.secret;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/** Secrets with an inner structure. Keys have the shape of keys, but no key can be made of them. */
final class SecretStructures {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecretTemplate template;

    SecretStructures(SecretTemplate template) {
        this.template = template;
    }

    String make(String name) {
        return switch (name) {
            case "uuid" -> template.fill("{hex:8}-{hex:4}-4{hex:3}-a{hex:3}-{hex:12}");
            case "password" -> template.password();
            case "weak-password" -> template.weakPassword();
            case "basic" -> encode("deploy:" + template.password());
            case "jwt" -> jwt("HS256");
            case "jwt:none" -> jwt("none");
            case "pem:pkcs8" -> pem("PRIVATE KEY", pkcs8());
            case "pem:pkcs1" -> pem("RSA PRIVATE KEY", sequence(number(0), number(template.bytes(256)), number(3)));
            case "pem:ec" -> pem("EC PRIVATE KEY", sequence(number(1), element(4, template.bytes(32))));
            case "pem:openssh" -> pem("OPENSSH PRIVATE KEY", openSsh("none"));
            case "pem:openssh-encrypted" -> pem("OPENSSH PRIVATE KEY", openSsh("aes256-ctr"));
            case "pem:encrypted" ->
                pem("ENCRYPTED PRIVATE KEY", sequence(sequence(number(1)), element(4, template.bytes(600))));
            case "pem:public" -> pem("PUBLIC KEY", sequence(sequence(number(1)), element(3, template.bytes(270))));
            case "bare-key" -> Base64.getEncoder().encodeToString(pkcs8());
            case "service-account" -> serviceAccount(pem("PRIVATE KEY", pkcs8()));
            case "service-account-public" -> serviceAccount("${KEY}");
            case "docker-config" -> "{\"auths\":{\"registry.acme.net\":{\"auth\":\"" + make("basic") + "\"}}}";
            case "docker-config-empty" -> "{\"auths\":{\"registry.acme.net\":{}},\"credsStore\":\"ecr-login\"}";
            case "kubeconfig" ->
                "client-key-data: " + encode(pem("RSA PRIVATE KEY", sequence(number(0), number(template.bytes(128)))));
            default -> {
                if (name.startsWith("github:")) {
                    yield name.substring("github:".length()) + checksummed();
                }
                throw new IllegalArgumentException("no such field: " + name);
            }
        };
    }

    private String checksummed() {
        String body = template.fill("{alnum:30}");
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
            digits.insert(0, BASE62.charAt((int) (rest % 62)));
        }
        return body + digits;
    }

    private String jwt(String algorithm) {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
        String claims = template.fill("{\"sub\":\"svc-{lower:8}\",\"scope\":\"deploy\",\"exp\":3{digits:9}}");
        return url.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + url.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "." + template.fill("{url64:43}");
    }

    private String serviceAccount(String key) {
        return template.fill(
                        "{\"type\": \"service_account\", \"project_id\": \"shop\", \"private_key_id\": \"{hex:40}\", ")
                + "\"private_key\": \"" + key.replace("\n", "\\n") + "\", \"client_email\": \"ci@shop.iam\"}";
    }

    private byte[] pkcs8() {
        byte[] oid = {6, 9, 42, (byte) 134, 72, (byte) 134, (byte) 247, 13, 1, 1, 1};
        return sequence(number(0), sequence(oid, new byte[] {5, 0}), element(4, template.bytes(600)));
    }

    private byte[] openSsh(String cipher) {
        ByteBuffer key = ByteBuffer.allocate(15 + 4 + cipher.length() + 200);
        key.put("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
        key.putInt(cipher.length())
                .put(cipher.getBytes(StandardCharsets.US_ASCII))
                .put(template.bytes(200));
        return key.array();
    }

    private static byte[] sequence(byte[]... elements) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            content.writeBytes(element);
        }
        return element(0x30, content.toByteArray());
    }

    private static byte[] number(int value) {
        return element(2, new byte[] {(byte) value});
    }

    private static byte[] number(byte[] digits) {
        return element(2, digits);
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length < 0x80) {
            element.write(content.length);
        } else {
            element.write(0x82);
            element.write(content.length >> 8);
            element.write(content.length);
        }
        element.writeBytes(content);
        return element.toByteArray();
    }

    private static String pem(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
