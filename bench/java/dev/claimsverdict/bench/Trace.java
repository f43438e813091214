package dev.claimsverdict.bench;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.MethodExitEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.MethodEntryRequest;
import com.sun.jdi.request.MethodExitRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows one request through the packages with a debugger: which files have a method that ran, and how often a method
 * of one package called into another. Prints Markdown.
 */
public final class Trace {

    private static final String ROOT = "dev.claimsverdict.";
    private static final String MARKER = "traced";
    private static final Set<String> AROUND = Set.of("bench", "testing");

    /** A frame of the request's thread: the package and the file of its method. */
    private record Place(String room, String file) {}

    /**
     * The calls into one package.
     *
     * @param doors the methods that other packages called
     */
    private static final class Room {

        private final Set<String> files = new TreeSet<>();
        private final Set<String> doors = new TreeSet<>();
        private final Set<String> callers = new TreeSet<>();
        private int entries;
    }

    private final Map<ReferenceType, Place> places = new HashMap<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Deque<Place> stack = new ArrayDeque<>();
    private int hops;

    private Trace() {}

    /** Arguments: the class path of {@link TracedRequest}, and the file with the request. */
    public static void main(String[] arguments) throws Exception {
        VirtualMachine machine = launch(arguments[0], arguments[1]);
        Process process = machine.process();
        ThreadReference thread = untilTraced(machine);
        EventRequestManager requests = machine.eventRequestManager();
        MethodEntryRequest entries = requests.createMethodEntryRequest();
        entries.addClassFilter(ROOT + "*");
        entries.addThreadFilter(thread);
        entries.setSuspendPolicy(EventRequest.SUSPEND_NONE);
        entries.enable();
        MethodExitRequest exits = requests.createMethodExitRequest();
        exits.addClassFilter(ROOT + "*");
        exits.addThreadFilter(thread);
        exits.setSuspendPolicy(EventRequest.SUSPEND_NONE);
        exits.enable();
        machine.resume();
        Trace trace = new Trace();
        trace.follow(machine);
        requests.deleteEventRequest(entries);
        requests.deleteEventRequest(exits);
        String verdict;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            verdict = out.readLine();
        }
        process.getOutputStream().close();
        System.out.print(trace.report(verdict));
    }

    private static VirtualMachine launch(String classPath, String request) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> settings = connector.defaultArguments();
        settings.get("main").setValue(TracedRequest.class.getName() + " " + request);
        settings.get("options")
                .setValue("--enable-native-access=ALL-UNNAMED"
                        + " -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp \"" + classPath + "\"");
        return connector.launch(settings);
    }

    /**
     * Lets the program run until it is about to send the second request, and returns the thread that sends it. Calls
     * are watched only from then on, because a virtual machine that reports each call is a thousand times slower.
     */
    private static ThreadReference untilTraced(VirtualMachine machine) throws InterruptedException {
        EventRequestManager requests = machine.eventRequestManager();
        ClassPrepareRequest loaded = requests.createClassPrepareRequest();
        loaded.addClassFilter(TracedRequest.class.getName());
        loaded.enable();
        machine.resume();
        while (true) {
            for (Event event : machine.eventQueue().remove()) {
                if (event instanceof ClassPrepareEvent prepared) {
                    Method traced =
                            prepared.referenceType().methodsByName(MARKER).getFirst();
                    requests.createBreakpointRequest(traced.location()).enable();
                    machine.resume();
                } else if (event instanceof BreakpointEvent reached) {
                    requests.deleteAllBreakpoints();
                    return reached.thread();
                }
            }
        }
    }

    /** Follows the thread of {@link TracedRequest} until it has its answer. */
    private void follow(VirtualMachine machine) throws InterruptedException {
        while (true) {
            for (Event event : machine.eventQueue().remove()) {
                if (event instanceof MethodEntryEvent entry) {
                    enter(entry.method());
                } else if (event instanceof MethodExitEvent exit) {
                    if (isMarker(exit.method())) {
                        return;
                    }
                    stack.pop();
                }
            }
        }
    }

    private static boolean isMarker(Method method) {
        return method.name().equals(MARKER) && method.declaringType().name().equals(TracedRequest.class.getName());
    }

    private void enter(Method method) {
        Place here = places.computeIfAbsent(method.declaringType(), Trace::place);
        Place from = stack.peek();
        stack.push(here);
        if (AROUND.contains(here.room())) {
            return;
        }
        Room room = rooms.computeIfAbsent(here.room(), _ -> new Room());
        room.files.add(here.file());
        if (from != null && !from.file().equals(here.file())) {
            hops++;
        }
        if (from != null && !from.room().equals(here.room())) {
            room.entries++;
            room.doors.add(method.declaringType().name() + "." + method.name());
            room.callers.add(AROUND.contains(from.room()) ? "(Lambda)" : from.room());
        }
    }

    private static Place place(ReferenceType type) {
        String rest = type.name().substring(ROOT.length());
        // Nested classes, and the classes of lambdas, belong to the file of the outermost class.
        return new Place(rest.substring(0, rest.indexOf('.')), rest.replaceFirst("[$/].*", ""));
    }

    private String report(String verdict) {
        int files = rooms.values().stream().mapToInt(room -> room.files.size()).sum();
        int entries = rooms.values().stream().mapToInt(room -> room.entries).sum();
        int doors = rooms.values().stream().mapToInt(room -> room.doors.size()).sum();
        StringBuilder report = new StringBuilder("Verdict: %s. %d rooms, %d files, %d hops from file to file.%n%n"
                        .formatted(verdict, rooms.size(), files, hops))
                .append("| room | files | doors | entries | entered from |%n|---|--:|--:|--:|---|%n".formatted());
        rooms.forEach((name, room) -> report.append("| `%s` | %d | %d | %d | %s |%n"
                .formatted(name, room.files.size(), room.doors.size(), room.entries, String.join(", ", room.callers))));
        return report.append("| all | %d | %d | %d | |%n".formatted(files, doors, entries))
                .toString();
    }
}
