#include "worker/clip_request.h"

#include "base/files.h"
#include "base/ids.h"
#include "media/image.h"
#include "media/mp4_writer.h"
#include "store/temporary_file.h"

#include <gtest/gtest.h>

namespace hibari::worker {
namespace {

namespace fs = std::filesystem;

class ClipRequestTest : public testing::Test {
  protected:
    void SetUp() override {
        auto opened = store::open_blobs({.url = "folder:" + folder_.string()});
        ASSERT_TRUE(opened) << to_string(opened.error());
        blobs = std::move(*opened);
        const media::Frame picture({64, 64});
        put("inputs/first.png", *media::encode_png(picture));
        const auto clip = *store::TemporaryFile::create(*blobs);
        const auto writer = *media::Mp4Writer::create(clip.path());
        ASSERT_TRUE(writer->begin({.size = {64, 64}, .fps = 24, .frame_count = 1}));
        ASSERT_TRUE(writer->push_frame(picture));
        ASSERT_TRUE(writer->finish());
        ASSERT_TRUE(blobs->put_file("videos/video_1/1/clip.mp4", clip.path()));
    }

    void TearDown() override { fs::remove_all(folder_); }

    void put(const std::string& key, std::string_view bytes) {
        const auto file = *store::TemporaryFile::create(*blobs);
        ASSERT_TRUE(write_file(file.path(), bytes, Existing::kReplace));
        ASSERT_TRUE(blobs->put_file(key, file.path()));
    }

    /// A job that goes on from a clip which began with a picture.
    static domain::VideoJob job(domain::VideoKind kind) {
        domain::VideoJob job;
        job.video.prompt = "p";
        job.video.quality = "draft";
        job.video.size = "64x64";
        job.video.seconds = 8;
        job.video.made_seconds = 4;
        job.video.kind = kind;
        job.video.source = "video_1";
        job.video.reference = "inputs/first.png";
        job.source = domain::Video{};
        job.source->script = "{}";
        job.source->blobs = "videos/video_1/1";
        return job;
    }

    fs::path folder_ = fs::path(testing::TempDir()) / make_id("request_");
    std::unique_ptr<store::BlobStore> blobs;
};

TEST_F(ClipRequestTest, ThePictureAClipBeganWithIsNotShownAgainWhereItGoesOn) {
    const auto remix = open_request(job(domain::VideoKind::kRemix), *blobs, nullptr);
    ASSERT_TRUE(remix) << to_string(remix.error());
    EXPECT_TRUE(remix->request.first_frame);
    const auto extension = open_request(job(domain::VideoKind::kExtension), *blobs, nullptr);
    ASSERT_TRUE(extension) << to_string(extension.error());
    EXPECT_FALSE(extension->request.first_frame);
    EXPECT_EQ(extension->request.fps, 24);
}

TEST_F(ClipRequestTest, AnExtensionGetsTheEndingWhereTheClipHasOne) {
    const auto without = open_request(job(domain::VideoKind::kExtension), *blobs, nullptr);
    ASSERT_TRUE(without) << to_string(without.error());
    EXPECT_TRUE(without->request.source->ending.empty());
    put("videos/video_1/1/ending.mp4", "an ending");
    const auto with = open_request(job(domain::VideoKind::kExtension), *blobs, nullptr);
    ASSERT_TRUE(with) << to_string(with.error());
    EXPECT_EQ(*read_file(with->request.source->ending, 100), "an ending");
    EXPECT_TRUE(open_request(job(domain::VideoKind::kRemix), *blobs, nullptr)
                    ->request.source->ending.empty());
}

TEST_F(ClipRequestTest, CharactersBringTheLikenessThatWasMadeOfTheirClip) {
    domain::VideoJob with = job(domain::VideoKind::kCreate);
    with.video.reference.clear();
    with.video.characters = {"char_1", "char_2"};
    for (const std::string& id : with.video.characters) {
        domain::Character character;
        character.id = id;
        put(character.blob(), "a clip");
        with.characters.push_back(character);
    }
    put(with.characters[0].pack(), "a pack");
    const auto opened = open_request(with, *blobs, nullptr);
    ASSERT_TRUE(opened) << to_string(opened.error());
    EXPECT_EQ(*read_file(opened->request.characters[0].pack, 100), "a pack");
    EXPECT_TRUE(opened->request.characters[1].pack.empty()) << "none could be made";
}

TEST_F(ClipRequestTest, SaysThatTheSourceExpiredWhileTheJobWaited) {
    domain::VideoJob expired = job(domain::VideoKind::kExtension);
    for (const std::string place : {"", "videos/video_1/2"}) {
        expired.source->blobs = place;
        const auto opened = open_request(expired, *blobs, nullptr);
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().reason, domain::kSourceGoneCode) << place;
    }
    expired.video.kind = domain::VideoKind::kRemix;
    EXPECT_TRUE(open_request(expired, *blobs, nullptr)) << "a script is enough";
}

}  // namespace
}  // namespace hibari::worker
