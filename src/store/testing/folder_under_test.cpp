#include "base/check.h"
#include "base/files.h"
#include "store/testing/blobs_under_test.h"
#include "store/testing/temporary_folder.h"

namespace hibari::store::testing {
namespace {

class FolderUnderTest final : public BlobsUnderTest {
  public:
    FolderUnderTest() {
        auto opened = open_blobs({.url = "folder:" + (folder_.path() / "blobs").string()});
        HIBARI_CHECK(opened.has_value());
        store_ = std::move(*opened);
    }

    BlobStore& store() override { return *store_; }

    bool signs_urls() const override { return false; }

    std::pair<int, std::string> get(const std::string& /*url*/) const override { return {0, ""}; }

    void leave_unfinished() override {
        const auto path = store_->temporary();
        HIBARI_CHECK(path.has_value());
        HIBARI_CHECK(write_file(*path, "half a clip", Existing::kKeep).has_value());
    }

  private:
    TemporaryFolder folder_;
    std::unique_ptr<BlobStore> store_;
};

}  // namespace

std::unique_ptr<BlobsUnderTest> make_blobs_under_test() {
    return std::make_unique<FolderUnderTest>();
}

std::string missing_store() {
    return "";
}

}  // namespace hibari::store::testing
