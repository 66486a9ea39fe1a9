package io.jumbo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.jumbo.events.CountedEvents;
import io.jumbo.events.Event;
import io.jumbo.events.Listeners;
import io.jumbo.events.LoggedArrivals;
import io.jumbo.events.LoggedEvents;
import io.jumbo.offset.Backend;
import io.jumbo.offset.StoredText;
import io.jumbo.offset.Tables;
import io.jumbo.offset.Transaction;
import io.jumbo.offset.TransactionPooler;
import io.jumbo.route.InsertOnce;
import io.jumbo.route.SteadyPolls;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Listing;
import io.jumbo.tail.TailReader;
import io.jumbo.write.template.IntervalColumns;
import io.jumbo.write.template.ParameterTypes;
import io.jumbo.write.ways.Way;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.sql.SQLException;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;

/**
 * Who may know what. The process in {@code io.jumbo.app} assembles everything and may use everything; the rules for it are only
 * that nothing depends on it and that its names say something.
 */
@AnalyzeClasses(packages = "io.jumbo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> APP =
            resideInAPackage("io.jumbo.app..").as("the process");
    private static final DescribedPredicate<JavaClass> LIBRARY = not(APP).as("the library");

    private static final DescribedPredicate<JavaClass> READS_FILES = belongToAnyOf(
                    TailReader.class, HeldFile.class, Listing.class)
            .or(
                    nameMatching(
                            "io\\.jumbo\\.(listing\\.(RealDirectories|Walk|WatchedDirectory)|tail\\.(Comparison|ThoroughComparison|LineScan|OtherEnd|InsertionSearch|FileBytes|ReadSoFar|OpenedFile)|route\\.DirectoryEvents).*"))
            .as("the classes that read files or listen to directories");

    private static final DescribedPredicate<JavaClass> LOGGING_DETAILS = belongToAnyOf(
                    Transaction.class, Tables.class, SteadyPolls.class)
            .or(
                    nameMatching(
                            "io\\.jumbo\\.(follow\\.(OpenFiles|DepartedFiles|MissingFiles|Disk|ReadAhead|Opening|Results|Looks|Closing)|route\\.(FirstEnds|WatchTables|PollWalk|QuietStops|Waits|LongWaits|WaitLooks|SteadyTask|StoppedWaits|PassThreads|PassPool|OneByOne|DirectoryEvents)|write\\.template\\.ParameterTypes).*"))
            .as("the classes that log details");

    @ArchTest
    static final ArchRule only_the_route_and_the_root_know_camel = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.jumbo.tail..",
                    "io.jumbo.offset..",
                    "io.jumbo.write..",
                    "io.jumbo.option..",
                    "io.jumbo.listing..",
                    "io.jumbo.events..",
                    "io.jumbo.follow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("how lines are read and written must be testable, and usable, without a route");

    @ArchTest
    static final ArchRule camel_is_used_through_its_published_interfaces = noClasses()
            .that(LIBRARY)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.camel.impl..", "org.apache.camel..internal..")
                    .and(not(type(DefaultCamelContext.class))))
            .because("anything else changes without notice");

    @ArchTest
    static final ArchRule only_bark_makes_a_camel_context = noClasses()
            .that(LIBRARY.and(not(belongToAnyOf(FileWatcher.class))))
            .should()
            .dependOnClassesThat(type(DefaultCamelContext.class))
            .because("a watch lives in the context it is added to; only FileWatcher.bark() has one of its own");

    @ArchTest
    static final ArchRule only_the_readers_touch_files = noClasses()
            .that(LIBRARY.and(not(READS_FILES))
                    .and(not(nameMatching("io\\.jumbo\\.route\\.(DirectoryPresence|PolledFile)"))))
            .should()
            .accessTargetWhere(targetOwner(filesystem()).and(target(not(nameMatching("separatorChar")))))
            .because("a watched file is only read, and in one place");

    @ArchTest
    static final ArchRule the_route_only_asks_whether_the_directory_is_there = noClasses()
            .that(nameMatching("io\\.jumbo\\.route\\.DirectoryPresence"))
            .should()
            .accessTargetWhere(
                    targetOwner(filesystem()).and(target(not(nameMatching("isDirectory|isReadable|notExists")))))
            .because("what a watched file holds is TailReader's to find out");

    @ArchTest
    static final ArchRule readers_cannot_write = noClasses()
            .that(READS_FILES)
            .should()
            .accessTargetWhere(targetOwner(filesystem())
                    .and(target(nameMatching(
                            "write.*|delete.*|move|copy|create.*|set.*|truncate|transferFrom|newOutputStream"))))
            .because("an instrument's files are never changed");

    @ArchTest
    static final ArchRule only_the_layers_of_the_database_know_jdbc = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.jumbo", "io.jumbo.listing..", "io.jumbo.tail..", "io.jumbo.option..", "io.jumbo.events..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "org.postgresql..").and(not(assignableTo(SQLException.class))))
            .because(
                    "statements belong to offset and write; the root only hands a javax.sql.DataSource on, the log only"
                            + " asks a failure for its SQLSTATE");

    /**
     * Everybody in the route may see a failure pass by as SQLException, and hand a Connection on to offset and write; InsertOnce is handed a
     * statement by the jdbc: producer.
     */
    @ArchTest
    static final ArchRule route_sees_failures_of_the_database_and_executes_nothing = noClasses()
            .that()
            .resideInAnyPackage("io.jumbo.route..", "io.jumbo.follow..")
            .and(not(belongToAnyOf(InsertOnce.class)))
            .should()
            .accessTargetWhere(targetOwner(
                    resideInAnyPackage("java.sql..", "org.postgresql..").and(not(assignableTo(SQLException.class)))))
            .because("a transaction has one owner: Transaction, or Camel's jdbc: producer");

    @ArchTest
    static final ArchRule only_the_writing_knows_postgresqls_driver = noClasses()
            .that(LIBRARY.and(not(resideInAPackage("io.jumbo.write..")))
                    .and(not(belongToAnyOf(StoredText.class, Backend.class, TransactionPooler.class))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.postgresql..")
            .because("JDBC knows neither COPY nor the server's encoding and processes");

    @ArchTest
    static final ArchRule only_the_counters_know_micrometer = noClasses()
            .that(LIBRARY.and(not(belongToAnyOf(CountedEvents.class)))
                    .and(not(nameMatching("io\\.jumbo\\.observe\\.WatchMeters"))))
            .should()
            .dependOnClassesThat(resideInAPackage("io.micrometer..").or(type(CountedEvents.class)))
            .because("who embeds Jumbo without Micrometer must never load it");

    @ArchTest
    static final ArchRule options_stand_alone = noClasses()
            .that()
            .resideInAPackage("io.jumbo.option..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.jumbo..").and(not(resideInAPackage("io.jumbo.option.."))))
            .because("process, route templates and embedding all read their options here");

    @ArchTest
    static final ArchRule tail_stands_on_the_options_only = noClasses()
            .that()
            .resideInAPackage("io.jumbo.tail..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.jumbo..").and(not(resideInAnyPackage("io.jumbo.tail..", "io.jumbo.option.."))))
            .because("it comes first in the flow");

    @ArchTest
    static final ArchRule listing_stands_on_the_options_only = noClasses()
            .that()
            .resideInAPackage("io.jumbo.listing..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.jumbo..")
                    .and(not(resideInAnyPackage("io.jumbo.listing..", "io.jumbo.option.."))))
            .because("polls and check ask the same matcher, which knows neither");

    @ArchTest
    static final ArchRule nothing_depends_on_the_process = noClasses()
            .that(LIBRARY)
            .should()
            .dependOnClassesThat(APP)
            .because("who embeds Jumbo has none of the process's libraries");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.jumbo.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_rooms_of_write_stand_in_one_order = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.jumbo.write..")
            .layer("failure")
            .definedBy("io.jumbo.write.failure")
            .layer("template")
            .definedBy("io.jumbo.write.template")
            .layer("fields")
            .definedBy("io.jumbo.write.fields")
            .layer("copy")
            .definedBy("io.jumbo.write.ways.copy")
            .layer("ways")
            .definedBy("io.jumbo.write.ways")
            .layer("tables")
            .definedBy("io.jumbo.write.tables")
            .layer("write")
            .definedBy("io.jumbo.write")
            .whereLayer("failure")
            .mayNotAccessAnyLayer()
            .whereLayer("template")
            .mayOnlyAccessLayers("failure")
            .whereLayer("fields")
            .mayOnlyAccessLayers("template", "failure")
            .whereLayer("copy")
            .mayOnlyAccessLayers("fields", "template", "failure")
            .whereLayer("ways")
            .mayOnlyAccessLayers("copy", "fields", "template", "failure")
            .whereLayer("tables")
            .mayOnlyAccessLayers("template", "failure")
            .whereLayer("write")
            .mayOnlyAccessLayers("ways", "copy", "fields", "template", "failure")
            .because(
                    "a line becomes values, values a row, a row goes one way, and none of these knows what a chunk is");

    @ArchTest
    static final ArchRule only_the_door_of_the_ways_is_used_from_outside_of_write = noClasses()
            .that()
            .resideOutsideOfPackage("io.jumbo.write..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.jumbo.write.ways..").and(not(type(Way.class))))
            .because("how rows are written is nobody else's concern, only which way and why");

    @ArchTest
    static final ArchRule fields_and_templates_are_parsed_without_a_database = noClasses()
            .that(resideInAnyPackage("io.jumbo.write.fields..", "io.jumbo.write.template..")
                    .and(not(belongToAnyOf(ParameterTypes.class, IntervalColumns.class))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .because("only the types of the placeholders, and how their columns read them, are the server's to say");

    @ArchTest
    static final ArchRule names_say_what_a_class_does = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Handler")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Data")
            .orShould()
            .haveSimpleNameEndingWith("Info");

    @ArchTest
    static final ArchRule the_log_is_written_in_few_places = noClasses()
            .that(LIBRARY.and(
                            not(belongToAnyOf(LoggedEvents.class, LoggedArrivals.class, Listeners.class, Event.class)))
                    .and(not(LOGGING_DETAILS)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..")
            .because(
                    "what happens is an event, logged once by LoggedEvents, its sum by LoggedArrivals; only a listener that fails cannot be told to the"
                            + " listeners");

    @ArchTest
    static final ArchRule details_are_logged_for_those_who_search_a_fault_only = noClasses()
            .that(LOGGING_DETAILS)
            .should()
            .accessTargetWhere(targetOwner(type(Logger.class)).and(target(not(nameMatching("debug")))))
            .because("what a person must know is an event");

    private static DescribedPredicate<JavaClass> filesystem() {
        return belongToAnyOf(
                        Files.class,
                        FileChannel.class,
                        File.class,
                        FileInputStream.class,
                        FileOutputStream.class,
                        FileReader.class,
                        FileWriter.class,
                        RandomAccessFile.class)
                .as("the file system");
    }
}
