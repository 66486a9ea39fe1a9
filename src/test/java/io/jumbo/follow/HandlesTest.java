package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class HandlesTest {

    @Test
    void watches_of_a_process_share_what_there_is() {
        Handles handles = new Handles(100);
        handles.joined();
        assertThat(handles.share()).as("as many as a watch needs").isEqualTo(64);
        handles.joined();
        handles.joined();
        assertThat(handles.share()).isEqualTo(33);
        handles.left();
        assertThat(handles.share()).isEqualTo(50);
    }

    @Test
    void half_as_many_are_held_each_time_that_the_process_runs_out_in_the_end_none() {
        Handles handles = new Handles(5);
        handles.joined();
        handles.ranOut();
        assertThat(handles.share()).isEqualTo(2);
        handles.ranOut();
        handles.ranOut();
        handles.ranOut();
        assertThat(handles.share()).isZero();
    }

    @Test
    void running_out_is_told_from_other_failures() {
        assertThat(Handles.areOut(new FileSystemException("a.txt", null, "Too many open files")))
                .isTrue();
        assertThat(Handles.areOut(new UncheckedIOException(
                        new FileSystemException("a.txt", null, "Too many open files in system"))))
                .isTrue();
        assertThat(Handles.areOut(new AccessDeniedException("a.txt"))).isFalse();
        assertThat(Handles.areOut(new FileSystemException("a.txt", null, "Input/output error")))
                .isFalse();
    }
}
