package io.jenkins.lib.containergate.ecosystem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who publishes packages for Debian and Ubuntu outside of them. Neither marks its packages as its own, and one in ten
 * maintainers of Debian has a private address, so that only those count that are known, by an address or by what
 * they put into versions. No package of Debian 12 has either. Backports are built by the distributions, and their advisories
 * are not about them: a version of a later release is above every fix of this one.
 */
final class DebianPublishers {
    private static final Map<String, Pattern> MARKS = Map.ofEntries(
            mark("NodeSource", "nodesource"),
            mark("apt.postgresql.org", "\\.pgdg"),
            mark("deb.sury.org", "deb\\.sury\\.org|\\+0~20[0-9]{6}\\."),
            mark("apt.llvm.org", "~\\+\\+20[0-9]{6}"),
            mark("MariaDB", "\\+maria~"),
            mark(
                    "a personal package archive",
                    "ppa|[~+]gpu[0-9]|~(?:mt|lo)[0-9]|\\.sav[0-9]|oibaf|kisak|padoka|obsproject"),
            mark("backports", "~bpo[0-9]{2}"),
            mark("packages.ros.org", "(?:bionic|focal|jammy|noble|resolute)\\.20[0-9]{6}\\."),
            mark("Raspberry Pi", "\\+rp[ti]"),
            mark("Kali", "kali[0-9]"),
            mark("Devuan", "devuan[0-9]"),
            mark("Proxmox", "[-+](?:pve|pmx)"));
    /** Neither distribution names its releases so: Debian writes {@code ~deb12u1}, Ubuntu {@code ubuntu0.22.04.1}. */
    private static final Pattern RELEASE = Pattern.compile(
            "(?<![a-z])(?:stretch|buster|bullseye|bookworm|trixie|forky|bionic|focal|jammy|noble|resolute)");

    private static final Set<String> ADDRESSES = Set.of(
            "cudatools@nvidia.com",
            "kubernetes-dev@googlegroups.com",
            "kubernetes-dev+release@googlegroups.com",
            "linux-packages-keymaster@google.com");
    /** Domains of mail addresses, with those below. */
    private static final List<String> DOMAINS = List.of(
            "amazon.com",
            "azul.com",
            "bell-sw.com",
            "broadcom.com",
            "chef.io",
            "chromium.org",
            "citusdata.com",
            "clickhouse.com",
            "cloudflare.com",
            "confluent.io",
            "containerd.io",
            "crowdstrike.com",
            "dan.cx",
            "datadoghq.com",
            "docker.com",
            "dotnetfoundation.org",
            "dynatrace.com",
            "eclipse.org",
            "elastic.co",
            "f5.com",
            "github.com",
            "gitlab.com",
            "grafana.com",
            "haproxy.com",
            "hashicorp.com",
            "influxdata.com",
            "influxdb.com",
            "jenkins.io",
            "kohsuke.org",
            "kubernetes.io",
            "mariadb.org",
            "microsoft.com",
            "mongodb.com",
            "mysql.com",
            "neo4j.com",
            "newrelic.com",
            "nginx.com",
            "nginx.org",
            "nodesource.com",
            "oracle.com",
            "percona.com",
            "pivotal.io",
            "proxmox.com",
            "puppet.com",
            "rabbitmq.com",
            "redis.com",
            "redis.io",
            "splunk.com",
            "sysdig.com",
            "tailscale.com",
            "timescale.com",
            "treasure-data.com",
            "vmware.com",
            "zabbix.com");

    /** How addresses of people at GitHub and GitLab begin, who are not them. */
    private static final String PRIVATE = "users.noreply.";

    private DebianPublishers() {}

    /**
     * Who published a package.
     *
     * @param maintainer {@code NAME <ADDRESS>}; what has no address is of neither distribution, because both demand one. Empty
     *     for those who build a package of the distribution anew and leave its maintainer in it
     */
    static Optional<String> of(Optional<String> maintainer, String version) {
        return maintainer
                .flatMap(DebianPublishers::known)
                .or(() -> marked(version))
                .or(() -> RELEASE.matcher(version).find()
                        ? Optional.of(maintainer
                                .map(DebianPublishers::domain)
                                .filter(domain -> !domain.isEmpty())
                                .orElse("others"))
                        : Optional.empty());
    }

    private static Optional<String> known(String maintainer) {
        if (maintainer.indexOf('@') < 0) {
            return Optional.of(name(maintainer)).filter(name -> !name.isEmpty());
        }
        String domain = domain(maintainer);
        return ADDRESSES.contains(address(maintainer))
                        || !domain.startsWith(PRIVATE)
                                && DOMAINS.stream().anyMatch(publisher -> ("." + domain).endsWith("." + publisher))
                ? Optional.of(domain)
                : Optional.empty();
    }

    private static Optional<String> marked(String version) {
        return MARKS.entrySet().stream()
                .filter(mark -> mark.getValue().matcher(version).find())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private static String address(String maintainer) {
        return maintainer
                .substring(maintainer.lastIndexOf('<') + 1)
                .replace(">", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String domain(String maintainer) {
        String address = address(maintainer);
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static Map.Entry<String, Pattern> mark(String publisher, String inVersion) {
        return Map.entry(publisher, Pattern.compile(inVersion));
    }

    /** Without an address behind it. */
    static String name(String supplier) {
        int address = supplier.indexOf('<');
        return (address > 0 ? supplier.substring(0, address) : supplier).strip();
    }
}
