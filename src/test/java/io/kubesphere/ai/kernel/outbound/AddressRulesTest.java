package io.kubesphere.ai.kernel.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules strict = AddressRules.of(List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.96.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.8.9.10",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2002:a9fe:a9fe::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void isNoPublicAddress(String text) throws UnknownHostException {
        assertThat(strict.refusal("some.host", InetAddress.getByName(text))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "2606:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::1"
            })
    void isAPublicAddress(String text) throws UnknownHostException {
        assertThat(strict.refusal("some.host", InetAddress.getByName(text))).isEmpty();
    }

    @Test
    void adminAllowsHostsAndNetworksAndDeniesOthers() throws UnknownHostException {
        var rules = AddressRules.of(
                List.of("minio.storage.svc", "*.corp.example", "10.1.0.0/16", "192.168.7.7"),
                List.of("10.1.2.0/24", "evil.example"));

        assertThat(rules.refusal("Minio.Storage.svc.", InetAddress.getByName("10.96.3.4")))
                .isEmpty();
        assertThat(rules.refusal("a.corp.example", InetAddress.getByName("10.96.3.4")))
                .isEmpty();
        assertThat(rules.refusal("corp.example", InetAddress.getByName("10.96.3.4")))
                .isPresent();
        assertThat(rules.refusal("x", InetAddress.getByName("10.1.3.4"))).isEmpty();
        assertThat(rules.refusal("x", InetAddress.getByName("10.1.2.4"))).isPresent();
        assertThat(rules.refusal("minio.storage.svc", InetAddress.getByName("10.1.2.4")))
                .isPresent();
        assertThat(rules.refusal("x", InetAddress.getByName("192.168.7.7"))).isEmpty();
        assertThat(rules.refusal("x", InetAddress.getByName("192.168.7.8"))).isPresent();
        assertThat(rules.refusal("evil.example", InetAddress.getByName("1.1.1.1")))
                .isPresent();
    }
}
