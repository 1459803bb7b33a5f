#include "engine/model_folder.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <string>

namespace hibari::engine {
namespace {

namespace fs = std::filesystem;

class FindModel : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "hibari-models-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        root_ = pattern;
        fs::create_directories(root_ / "models" / "mini");
        fs::create_directories(root_ / "elsewhere" / "mini");
    }

    void TearDown() override { fs::remove_all(root_); }

    fs::path root_;
};

TEST_F(FindModel, LooksUpwardFromTheProgram) {
    const auto found = find_model("mini", root_ / "build" / "release" / "bin" / "program", "");
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, root_ / "models" / "mini");
    EXPECT_TRUE(find_model("mini", root_ / "1/2/3/4/5/program", ""));
    EXPECT_FALSE(find_model("mini", root_ / "1/2/3/4/5/6/program", ""));
}

TEST_F(FindModel, TakesTheFolderThatIsNamedAndNoOther) {
    EXPECT_EQ(
        *find_model("mini", root_ / "program", root_ / "elsewhere"), root_ / "elsewhere/mini"
    );
    const auto missing = find_model("mini", root_ / "program", root_);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
    EXPECT_NE(missing.error().message.find("HIBARI_MODELS"), std::string::npos);
}

TEST_F(FindModel, SaysWhereTheyBelong) {
    const auto missing = find_model("large", root_ / "bin" / "program", "");
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().hint.find("models/large"), std::string::npos);
    EXPECT_FALSE(find_model("mini", "", ""));
}

}  // namespace
}  // namespace hibari::engine
