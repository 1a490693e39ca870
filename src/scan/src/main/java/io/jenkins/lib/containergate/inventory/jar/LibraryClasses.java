package io.jenkins.lib.containergate.inventory.jar;

import java.util.List;
import java.util.Optional;

/** Class files of libraries that others publish, told by their package. */
public final class LibraryClasses {
    /** Fewer are an application's own patches of library classes. */
    public static final int FEWEST = 10;

    private static final List<String> THIRD_PARTY = List.of(
            "ch/qos/logback/",
            "cn/hutool/",
            "com/alibaba/fastjson/",
            "com/amazonaws/",
            "com/auth0/",
            "com/azure/",
            "com/baomidou/",
            "com/beust/jcommander/",
            "com/ctc/wstx/",
            "com/fasterxml/",
            "com/google/api/",
            "com/google/cloud/",
            "com/google/common/",
            "com/google/gson/",
            "com/google/inject/",
            "com/google/protobuf/",
            "com/hazelcast/",
            "com/itextpdf/",
            "com/jayway/jsonpath/",
            "com/jcraft/",
            "com/microsoft/azure/",
            "com/microsoft/sqlserver/",
            "com/mongodb/",
            "com/mysql/",
            "com/nimbusds/",
            "com/rabbitmq/",
            "com/squareup/",
            "com/sun/mail/",
            "com/thoughtworks/xstream/",
            "com/typesafe/",
            "com/unboundid/",
            "com/vaadin/",
            "com/zaxxer/hikari/",
            "io/dropwizard/",
            "io/grpc/",
            "io/jsonwebtoken/",
            "io/lettuce/",
            "io/micrometer/",
            "io/micronaut/",
            "io/netty/",
            "io/opentelemetry/",
            "io/projectreactor/",
            "io/prometheus/",
            "io/quarkus/",
            "io/swagger/",
            "io/undertow/",
            "io/vertx/",
            "javax/mail/",
            "net/bytebuddy/",
            "net/minidev/",
            "net/sf/",
            "net/sourceforge/",
            "okhttp3/",
            "oracle/jdbc/",
            "org/apache/",
            "org/aspectj/",
            "org/asynchttpclient/",
            "org/bouncycastle/",
            "org/bson/",
            "org/codehaus/",
            "org/dom4j/",
            "org/eclipse/",
            "org/ehcache/",
            "org/elasticsearch/",
            "org/flywaydb/",
            "org/glassfish/",
            "org/graalvm/",
            "org/h2/",
            "org/hibernate/",
            "org/hsqldb/",
            "org/infinispan/",
            "org/jboss/",
            "org/jdom2/",
            "org/jetbrains/",
            "org/joda/time/",
            "org/jooq/",
            "org/json/",
            "org/jsoup/",
            "org/keycloak/",
            "org/mariadb/",
            "org/mozilla/javascript/",
            "org/mybatis/",
            "org/neo4j/",
            "org/objectweb/asm/",
            "org/opensaml/",
            "org/opensearch/",
            "org/owasp/",
            "org/pac4j/",
            "org/postgresql/",
            "org/primefaces/",
            "org/python/core/",
            "org/quartz/",
            "org/redisson/",
            "org/slf4j/",
            "org/springframework/",
            "org/sqlite/",
            "org/thymeleaf/",
            "org/wildfly/",
            "org/xerial/",
            "org/yaml/snakeyaml/",
            "reactor/core/",
            "reactor/netty/",
            "redis/clients/",
            "software/amazon/awssdk/",
            "software/amazon/ion/");
    /** Put at the top of an application's archive by its build. */
    private static final String BOOT_LOADER = "org/springframework/boot/loader/";

    /** Where the classes of an application begin in its archive. */
    private static final List<String> ROOTS = List.of("WEB-INF/classes/", "BOOT-INF/classes/");

    private LibraryClasses() {}

    /** The name by which a class in an archive is loaded. */
    static String loaded(String name) {
        for (String root : ROOTS) {
            if (name.startsWith(root)) {
                return name.substring(root.length());
            }
        }
        return name;
    }

    /** Whether the class that is loaded by that name is a library's. */
    static boolean is(String name) {
        return thirdParty(name) && !name.startsWith(BOOT_LOADER) && !generated(name);
    }

    private static boolean thirdParty(String name) {
        for (String prefix : THIRD_PARTY) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether Spring made it for an application, in the package of the class of the library that it is made for. */
    private static boolean generated(String name) {
        int file = name.lastIndexOf('/') + 1;
        return name.indexOf("__", file) >= 0 || name.indexOf("$$SpringCGLIB$$", file) >= 0;
    }

    /**
     * The directory that a library's classes were unpacked to, with a slash at its end unless it is the root.
     *
     * @param path of a class file; empty when it is no library's
     */
    public static Optional<String> root(String path) {
        if (generated(path)) {
            return Optional.empty();
        }
        for (String prefix : THIRD_PARTY) {
            int at = path.startsWith(prefix) ? 0 : path.indexOf("/" + prefix) + 1;
            boolean found = at > 0 || path.startsWith(prefix);
            if (found && !path.startsWith(BOOT_LOADER, at)) {
                return Optional.of(path.substring(0, at));
            }
        }
        return Optional.empty();
    }
}
