package pl.kartoteka.test;

import org.testcontainers.DockerClientFactory;

/** Whether a container engine answers on this machine; asked once. */
final class ContainerEngine {
    private static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();

    private ContainerEngine() {}

    static boolean answers() {
        return ANSWERS;
    }
}
