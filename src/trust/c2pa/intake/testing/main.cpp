// main() of test programs that read manifests of uploads, and decode them: it can be started again
// as either child.

#include "media/intake/intake.h"
#include "trust/c2pa/intake/read_upload.h"

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    hibari::media::run_decoder_child(argc, argv);
    hibari::trust::run_manifest_child(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
