package io.nuwa.emergency.drill.scene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** In the words of iptables 1.8.9. */
class NatRulesTest {
  @Test
  void the_rule_that_leads_to_a_container_is_told_from_its_neighbours() {
    assertThat(
            NatRules.leads(
                "-A NETAVARK-DN-7BFB -d 127.0.0.1/32 -p tcp -m tcp --dport 21800 -j DNAT"
                    + " --to-destination 10.89.0.7:8000",
                21800))
        .isTrue();
    assertThat(
            NatRules.leads(
                "-A NETAVARK-DN-7BFB -s 127.0.0.1/32 -d 127.0.0.1/32 -p tcp -m tcp --dport 21800"
                    + " -j NETAVARK-HOSTPORT-SETMARK",
                21800))
        .isFalse();
    assertThat(
            NatRules.leads(
                "-A DOCKER -p tcp -m tcp --dport 2180 -j DNAT --to-destination 10.89.0.7:8000",
                21800))
        .isFalse();
  }
}
