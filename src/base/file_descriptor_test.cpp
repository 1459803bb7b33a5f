#include "base/file_descriptor.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace hibari {
namespace {

bool is_valid(int descriptor) {
    return fcntl(descriptor, F_GETFD) >= 0;
}

int open_null() {
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

TEST(FileDescriptor, IsClosedAtTheEndOfItsScope) {
    int number = -1;
    {
        const FileDescriptor file(open_null());
        number = file.value();
        EXPECT_TRUE(is_valid(number));
    }
    EXPECT_FALSE(is_valid(number));
}

TEST(FileDescriptor, MovesWithoutClosing) {
    FileDescriptor first(open_null());
    const int number = first.value();
    FileDescriptor second(std::move(first));
    EXPECT_FALSE(first.is_open());
    EXPECT_EQ(second.value(), number);
    EXPECT_TRUE(is_valid(number));
}

TEST(FileDescriptor, AssignmentClosesWhatWasOwned) {
    FileDescriptor first(open_null());
    const int number = first.value();
    first = FileDescriptor(open_null());
    EXPECT_FALSE(is_valid(number));
    EXPECT_TRUE(first.is_open());
}

TEST(FileDescriptor, AssignmentToItselfKeepsTheFile) {
    FileDescriptor file(open_null());
    FileDescriptor& same = file;
    file = std::move(same);
    EXPECT_TRUE(is_valid(file.value()));
}

TEST(FileDescriptor, ReleaseHandsTheNumberOver) {
    FileDescriptor file(open_null());
    const int number = file.release();
    EXPECT_FALSE(file.is_open());
    EXPECT_TRUE(is_valid(number));
    close(number);
}

}  // namespace
}  // namespace hibari
