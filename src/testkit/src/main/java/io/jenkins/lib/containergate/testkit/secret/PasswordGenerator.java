package io.jenkins.lib.containergate.testkit.secret;

import java.util.Base64;
import java.util.Random;
import java.util.UUID;

/** Values as the tools make them that people take their passwords and tokens from. */
public enum PasswordGenerator {
    /** {@code get-random-password} of AWS Secrets Manager without quotes, backslash, slash and at sign. */
    SECRETS_MANAGER {
        @Override
        public String next(Random random) {
            return draw(random, ALPHANUMERIC + "!#$%&()*+,-.:;<=>?[]^_`{|}~", 32);
        }
    },
    /** {@code random_password} of Terraform with its default special characters. */
    TERRAFORM {
        @Override
        public String next(Random random) {
            return draw(random, ALPHANUMERIC + "!@#$%&*()-_=+[]{}<>:?", 16);
        }
    },
    PASSWORD_MANAGER {
        @Override
        public String next(Random random) {
            return draw(random, ALPHANUMERIC + "!@#$%^&*", 14);
        }
    },
    WITH_ONE_DOT {
        @Override
        public String next(Random random) {
            return draw(random, ALPHANUMERIC, 8) + "." + draw(random, ALPHANUMERIC, 8);
        }
    },
    LETTERS_AND_DIGITS {
        @Override
        public String next(Random random) {
            return draw(random, ALPHANUMERIC, 16);
        }
    },
    HEXADECIMAL {
        @Override
        public String next(Random random) {
            return draw(random, "0123456789abcdef", 32);
        }
    },
    RANDOM_UUID {
        @Override
        public String next(Random random) {
            return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE)
                    .toString();
        }
    },
    LOWER_CASE_AND_DIGITS {
        @Override
        public String next(Random random) {
            return draw(random, "abcdefghijklmnopqrstuvwxyz0123456789", 12);
        }
    },
    LETTERS {
        @Override
        public String next(Random random) {
            return draw(random, ALPHANUMERIC.substring(0, 52), 20);
        }
    },
    /** {@code openssl rand -base64 24}. */
    BASE_64 {
        @Override
        public String next(Random random) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
    };

    private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public abstract String next(Random random);

    private static String draw(Random random, String alphabet, int length) {
        StringBuilder drawn = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return drawn.toString();
    }
}
