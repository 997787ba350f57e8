package io.kubesphere.ai.kernel.workload;

import java.util.Set;

/** What happens, or goes wrong, between the engine's object and the user's program. */
@SuppressWarnings("ImmutableEnumChecker") // its text is
public enum StartReason implements Reason {
    NotSubmitted("The run is accepted and the engine does not know of it yet", "", Phase.Queued),
    EngineMissing(
            "The cluster has no engine for the run",
            "Ask the platform admin to install the engine, or make another run with another one",
            Phase.Queued),
    EngineObjectRefused(
            "The cluster refuses the engine's object",
            "See the cluster's own words in the evidence, or ask the platform admin",
            Phase.Queued),
    ProjectQuotaExceeded(
            "The project's resource quota has no room",
            "Wait for other workloads of the project to end, delete some, or ask the admin for more quota",
            Phase.Queued,
            Phase.Scheduling),
    LimitRangeExceeded(
            "The run asks for more than the project allows for one object",
            "Make another run that asks for less, or ask the project admin",
            Phase.Queued,
            Phase.Scheduling),
    PolicyRefused(
            "A policy of the cluster refuses the run",
            "See the policy's own words in the evidence, or ask the platform admin",
            Phase.Queued,
            Phase.Scheduling),
    PodSecurityRefused(
            "The project's pod security level refuses the workers",
            "Ask the project admin; the evidence says which fields are refused",
            Phase.Scheduling),
    ServiceAccountMissing(
            "The service account of the workers does not exist",
            "Make the service account, or make another run without it",
            Phase.Scheduling),
    PriorityClassMissing(
            "The priority class does not exist", "Make another run with a priority that exists", Phase.Scheduling),
    WorkersRefused(
            "The cluster refuses to make the workers",
            "See the cluster's own words in the evidence, or ask the platform admin",
            Phase.Scheduling),
    EngineFailing(
            "The engine cannot make what the run needs",
            "See the engine's own words in the evidence, or ask the platform admin",
            Phase.Scheduling),
    Admitted("The queue has let the run go; the engine starts it", "", Phase.Scheduling),
    WorkersNotCreated(
            "The engine has not made the workers yet",
            "Wait; if this stays, ask the platform admin whether the engine's controller runs",
            Phase.Scheduling),
    WorkersStarting("Workers have their nodes and are being set up", "", Phase.Scheduling),
    PullingImage("An image is being pulled", "", Phase.Scheduling),
    ImageNotFound("The image does not exist", "Mend the name or tag of the image in another run", Phase.Scheduling),
    ImageAccessDenied(
            "The registry does not give the image to the workers",
            "Check its name, and name a pull secret that may read it",
            Phase.Scheduling),
    RegistryUnreachable(
            "The registry does not answer",
            "Wait, or ask the platform admin whether the nodes can reach the registry",
            Phase.Scheduling),
    RegistryRateLimited(
            "The registry allows no more pulls for now",
            "Wait, or use a mirror or a pull secret with a higher limit",
            Phase.Scheduling),
    ImagePullFailed("The image cannot be pulled", "See the node's own words in the evidence", Phase.Scheduling),
    InvalidImageName("The name of the image is not one", "Mend the name of the image in another run", Phase.Scheduling),
    ImageNotPresent(
            "The image must be on the node already, and is not",
            "Ask the platform admin to put it there, or allow pulling",
            Phase.Scheduling),
    ImageRefused(
            "A policy of the nodes refuses the image",
            "Ask the platform admin about image signatures",
            Phase.Scheduling),
    SecretMissing(
            "A Secret that the workers use does not exist",
            "Make the Secret, or make another run with one that exists",
            Phase.Scheduling),
    ConfigMapMissing(
            "A ConfigMap that the workers use does not exist",
            "Make the ConfigMap, or make another run with one that exists",
            Phase.Scheduling),
    KeyMissing(
            "A Secret or ConfigMap lacks the key that the workers use",
            "Add the key, or make another run with one that exists",
            Phase.Scheduling),
    ContainerConfigInvalid(
            "The container cannot be made as it is written",
            "See the node's own words in the evidence",
            Phase.Scheduling),
    ContainerNotCreated(
            "The node cannot make a container",
            "Wait: the node tries again; if this stays, ask the platform admin",
            Phase.Scheduling),
    ProgramNotStarted(
            "The command of a container cannot be started",
            "Check command, arguments and working directory against what the image holds",
            Phase.Scheduling,
            Phase.Restarting,
            Phase.Failed),
    VolumeNotMounted(
            "A volume cannot be mounted",
            "See the node's own words in the evidence, or ask the platform admin",
            Phase.Scheduling),
    VolumeInUse(
            "A volume that only one node can use at a time is in use on another",
            "End what uses it, or use a volume that several nodes can share",
            Phase.Scheduling),
    NetworkNotReady(
            "The node cannot give a worker its network",
            "Wait: the node tries again; if this stays, ask the platform admin",
            Phase.Scheduling),
    PreparingInputs("Code and inputs are being fetched", "", Phase.Preparing),
    PreparationFailed(
            "Code or inputs could not be fetched",
            "See the log of the named container",
            Phase.Preparing,
            Phase.Restarting,
            Phase.Failed);

    private final ReasonText text;

    StartReason(String meaning, String nextStep, Phase first, Phase... more) {
        this.text = ReasonText.of(meaning, nextStep, first, more);
    }

    @Override
    public String meaning() {
        return text.meaning();
    }

    @Override
    public String nextStep() {
        return text.nextStep();
    }

    @Override
    public Set<Phase> phases() {
        return text.phases();
    }
}
