package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.retry.RetrySettings;
import dev.heal.settings.Live;
import dev.heal.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the file while the host runs. */
final class FileWatchTest {

    @TempDir
    private Path directory;

    private final VirtualTime time = new VirtualTime();
    private final List<String> heard = new ArrayList<>();
    private HealConfig config;
    private Live<RetrySettings> live;

    @BeforeEach
    void load() {
        config = HealConfig.load(Given.file(directory, "r.max-attempts=2", "r.max-wait=3s"), time.runtime(1));
        live = config.live("r", new RetrySettings());
        live.onChange((before, after) -> heard.add(before.maxAttempts() + " to " + after.maxAttempts()));
    }

    @AfterEach
    void close() {
        config.close();
    }

    @Test
    void aChangedFileIsTakenWithoutAReload() {
        Given.file(directory, "r.max-attempts=3");

        pass();

        assertThat(heard).containsExactly("2 to 3");
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotTaken() {
        Given.file(directory, "r.max-attempts=1");
        WatchPolicy policy = WatchPolicy.over(reading());
        Given.file(directory, "r.max-attempts=12");
        WatchPolicy.Step first = policy.step(reading());
        Given.file(directory, "r.max-attempts=12", "r.max-wait=1s");
        WatchPolicy.Step second = first.state().step(reading());
        WatchPolicy.Step third = second.state().step(reading());

        assertThat(List.of(first.move(), second.move(), third.move()))
                .containsExactly(WatchPolicy.Move.LOOK_AGAIN, WatchPolicy.Move.LOOK_AGAIN, WatchPolicy.Move.TAKE);
        assertThat(third.state().step(reading()).move()).isEqualTo(WatchPolicy.Move.REST);
    }

    @Test
    void aDeletedFileChangesNothingAndIsTakenWhenItIsBack() throws IOException {
        Files.delete(directory.resolve(Given.NAME));
        pass();
        assertThat(heard).isEmpty();

        Given.file(directory, "r.max-attempts=4");
        pass();
        assertThat(heard).containsExactly("2 to 4");
    }

    @Test
    void aFileMovedOverTheOldOneIsTaken() throws IOException {
        Path fresh = Files.writeString(directory.resolve("fresh"), "r.max-attempts=5");
        Files.move(fresh, directory.resolve(Given.NAME), StandardCopyOption.ATOMIC_MOVE);

        pass();

        assertThat(heard).containsExactly("2 to 5");
    }

    @Test
    void aLinkThatIsTurnedToAnotherDirectoryIsTaken() throws IOException {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Path first = Files.createDirectory(mount.resolve("..2026_1"));
        Path second = Files.createDirectory(mount.resolve("..2026_2"));
        Given.file(first, "r.max-attempts=6");
        Given.file(second, "r.max-attempts=7");
        Path data = Files.createSymbolicLink(mount.resolve("..data"), first.getFileName());
        Path file = Files.createSymbolicLink(mount.resolve(Given.NAME), Path.of("..data", Given.NAME));
        try (HealConfig mounted = HealConfig.load(file, time.runtime(2))) {
            Live<RetrySettings> settings = mounted.live("r", new RetrySettings());
            assertThat(settings.get().maxAttempts()).isEqualTo(6);

            Path turned = Files.createSymbolicLink(mount.resolve("..data_tmp"), second.getFileName());
            Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            pass();

            assertThat(settings.get().maxAttempts()).isEqualTo(7);
        }
    }

    @Test
    void aGroupWithARefusedLineKeepsItsLastGoodValuesAndOthersChange() {
        Live<RetrySettings> other = config.live("s", new RetrySettings());
        Given.file(directory, "r.max-attempts=many", "r.max-wait=9s", "s.max-attempts=8");

        pass();

        assertThat(live.get().maxAttempts()).isEqualTo(2);
        assertThat(live.get().maxWait()).hasSeconds(3);
        assertThat(other.get().maxAttempts()).isEqualTo(8);
        assertThat(config.report().toString())
                .contains("heal.properties: r.*: has a line that was refused; the group keeps its last good values");
    }

    @Test
    void theLastGoodValuesStayWhenARecordIsAskedForLater() {
        Given.file(directory, "r.max-attempts=many", "s.max-attempts=8");
        pass();

        Live<RetrySettings> other = config.live("s", new RetrySettings());

        assertThat(other.get().maxAttempts()).isEqualTo(8);
        assertThat(config.live("r", new RetrySettings()).get().maxAttempts()).isEqualTo(2);
        assertThat(config.report().toString()).contains("keeps its last good values");
    }

    @Test
    void aFileWithMarksOfAMergeChangesNothing() {
        Given.file(directory, "<<<<<<< HEAD", "r.max-attempts=7", "=======", "r.max-attempts=8", ">>>>>>> other");

        pass();

        assertThat(heard).isEmpty();
        assertThat(config.report().toString()).contains("marks of a merge");
    }

    @Test
    void aSettingThatIsReadOnceIsPending() {
        try (HealConfig own = HealConfig.load(Given.file(directory, "heal.config.poll=1s"), time.runtime(3))) {
            Given.file(directory, "heal.config.poll=2s");
            own.reload();

            assertThat(own.live(Correcting.KEY, new Correcting()).get().poll()).hasSeconds(1);
            assertThat(own.report().toString())
                    .isEqualTo("heal.properties:1: heal.config.poll: is read once; the change is pending until the next"
                            + " start");
        }
    }

    @Test
    void aClosedConfigurationLooksNoMore() {
        config.close();
        Given.file(directory, "r.max-attempts=3");

        pass();

        assertThat(heard).isEmpty();
    }

    private FileReading reading() {
        return FileReading.of(directory.resolve(Given.NAME));
    }

    private void pass() {
        time.advance(Duration.ofSeconds(12));
    }
}
