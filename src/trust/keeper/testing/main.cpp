#include "trust/keeper/keeper_process.h"

#include <gtest/gtest.h>

// Keepers are this program started again.
int main(int argc, char** argv) {
    hibari::trust::run_keeper_child(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
