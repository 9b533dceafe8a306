package dev.heal.config.environment;

import dev.heal.config.environment.HostEnvironment.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What kind of place a process runs in. Pure. */
final class Places {

    private static final List<String> CI = List.of(
            "GITHUB_ACTIONS",
            "GITLAB_CI",
            "JENKINS_URL",
            "BUILDKITE",
            "CIRCLECI",
            "TEAMCITY_VERSION",
            "TF_BUILD",
            "CI");
    private static final List<String> DESKTOP = List.of("TERM_PROGRAM", "WAYLAND_DISPLAY", "DISPLAY");
    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";
    private static final Pattern CONTAINER = Pattern.compile("docker|kubepods|containerd|libpod|lxc");

    private Places() {}

    static List<Fact> facts(FileTree files, Map<String, String> variables) {
        List<Fact> facts = new ArrayList<>();
        if (variables.containsKey("KUBERNETES_SERVICE_HOST")) {
            facts.add(place("kubernetes", "env:KUBERNETES_SERVICE_HOST"));
        } else if (files.read(ACCOUNT) != null) {
            facts.add(place("kubernetes", "detected:" + ACCOUNT));
        }
        container(files, variables, facts);
        for (String name : CI) {
            String value = variables.getOrDefault(name, "");
            if (!value.isEmpty() && !value.equals("false") && !value.equals("0")) {
                facts.add(place("ci", "env:" + name));
                break;
            }
        }
        if (facts.isEmpty()) {
            DESKTOP.stream()
                    .filter(name -> !variables.getOrDefault(name, "").isEmpty())
                    .findFirst()
                    .ifPresent(name -> facts.add(place("developer", "env:" + name)));
        }
        return facts;
    }

    private static void container(FileTree files, Map<String, String> variables, List<Fact> facts) {
        for (String mark : List.of("/.dockerenv", "/run/.containerenv")) {
            if (files.read(mark) != null) {
                facts.add(place("container", "detected:" + mark));
                return;
            }
        }
        String groups = files.read("/proc/self/cgroup");
        if (groups != null && CONTAINER.matcher(groups).find()) {
            facts.add(place("container", "detected:/proc/self/cgroup"));
        } else if (!variables.getOrDefault("container", "").isEmpty()) {
            facts.add(place("container", "env:container"));
        }
    }

    private static Fact place(String kind, String origin) {
        return new Fact(HostEnvironment.PLACE, kind, origin);
    }
}
