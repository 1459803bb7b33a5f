// main() of test programs that decode uploads: it can be started again as the decoder's child.

#include "media/intake/intake.h"
#include "media/intake/testing/canary.h"
#include "media/intake/testing/liar.h"

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    hibari::media::testing::run_canary(argc, argv);
    hibari::media::testing::run_liar(argc, argv);
    hibari::media::run_decoder_child(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
