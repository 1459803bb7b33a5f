#include "domain/video_order.h"

#include "domain/testing_house.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

/// A request for one of the able engine.
NewVideo able(const std::string& prompt = "A ball falls.") {
    NewVideo wanted;
    wanted.model = "able";
    wanted.prompt = prompt;
    wanted.size = "1280x720";
    wanted.seconds = 8;
    return wanted;
}

NewVideo from(
    const Video& source, VideoKind kind, const std::string& prompt = "The same in blue."
) {
    NewVideo wanted;
    wanted.prompt = prompt;
    wanted.kind = kind;
    wanted.source = source.id;
    return wanted;
}

class VideoOrderTest : public testing::Test {
  protected:
    Error refused(const NewVideo& wanted) {
        const auto asked = house.videos->create(ann, wanted);
        if (asked) {
            ADD_FAILURE() << "it was taken";
            return {};
        }
        return asked.error();
    }

    House house;
    Principal ann = house.somebody("ann@example.org", "pro");
};

TEST_F(VideoOrderTest, ARemixKeepsEverythingButThePrompt) {
    NewVideo wanted = able();
    wanted.seed = 42;
    wanted.style = "noir";
    const Video source = house.made(ann, wanted);
    const auto remix = house.videos->create(ann, from(source, VideoKind::kRemix));
    ASSERT_TRUE(remix) << to_string(remix.error());
    EXPECT_EQ(remix->prompt, "The same in blue.");
    EXPECT_EQ(remix->source, source.id);
    EXPECT_EQ(remix->model, "able");
    EXPECT_EQ(remix->size, "1280x720");
    EXPECT_EQ(remix->seconds, 8);
    EXPECT_EQ(remix->made_seconds, 8);
    EXPECT_EQ(remix->seed, 42);
    EXPECT_EQ(remix->style, "noir");

    NewVideo other = from(source, VideoKind::kEdit);
    other.seed = 7;
    other.style = "anime";
    const auto edit = house.videos->create(ann, other);
    ASSERT_TRUE(edit);
    EXPECT_EQ(edit->seed, 7);
    EXPECT_EQ(edit->style, "anime");
}

TEST_F(VideoOrderTest, AnExtensionAddsToItsSourceAndCostsWhatItAdds) {
    Video video = house.made(ann, able());
    NewVideo wanted = from(video, VideoKind::kExtension);
    wanted.seconds = 20;
    const auto quote = house.videos->quote(ann, wanted);
    ASSERT_TRUE(quote);
    EXPECT_EQ(quote->order.weight, clip_weight(20));
    video = house.made(ann, wanted);
    EXPECT_EQ(video.seconds, 28);
    EXPECT_EQ(video.made_seconds, 20);
    EXPECT_EQ(video.extensions, 1);
    // What was changed afterwards was still extended.
    const auto remix = house.videos->create(ann, from(video, VideoKind::kRemix));
    ASSERT_TRUE(remix) << to_string(remix.error());
    EXPECT_EQ(remix->seconds, 28);
    EXPECT_EQ(remix->made_seconds, 28);
    EXPECT_EQ(remix->extensions, 1);
}

TEST(ClipWeight, GrowsWithTheLength) {
    const std::vector<std::pair<int, int>> weights = {
        {4, 1}, {10, 1}, {11, 2}, {15, 2}, {16, 4}, {25, 4}, {26, 8}, {50, 8}, {120, 20}
    };
    for (const auto& [seconds, weight] : weights) {
        EXPECT_EQ(clip_weight(seconds), weight) << seconds;
    }
}

TEST_F(VideoOrderTest, SixExtensionsAndTwoMinutesAreTheMost) {
    NewVideo first = able();
    first.seconds = 4;
    Video video = house.made(ann, first);
    NewVideo more = from(video, VideoKind::kExtension);
    more.seconds = 4;
    for (int i = 0; i < 6; ++i) {
        more.source = video.id;
        video = house.made(ann, more);
    }
    EXPECT_EQ(video.seconds, 28);
    more.source = video.id;
    EXPECT_EQ(refused(more).reason, "extension_limit_reached");

    first.seconds = 20;
    video = house.made(ann, first);
    more.seconds = 20;
    for (int i = 0; i < 5; ++i) {
        more.source = video.id;
        video = house.made(ann, more);
    }
    EXPECT_EQ(video.seconds, 120);
    more.source = video.id;
    more.seconds = 4;
    EXPECT_EQ(refused(more).reason, "video_too_long");
}

TEST_F(VideoOrderTest, AnExtensionGoesOnAsTheVideoBegan) {
    const Video source = house.made(ann, able());
    NewVideo wanted = from(source, VideoKind::kExtension);
    wanted.style = "noir";
    EXPECT_EQ(refused(wanted).field, "style");
    wanted.style = "";
    wanted.seed = source.seed + 1;
    EXPECT_EQ(refused(wanted).field, "seed");
    wanted.seed = source.seed;
    wanted.model = "able-pro";
    EXPECT_EQ(refused(wanted).field, "model");
    wanted.model = "";
    EXPECT_TRUE(house.videos->create(ann, wanted));
}

TEST_F(VideoOrderTest, TheSourceMustBeThereAndOnesOwn) {
    const auto waiting = house.videos->create(ann, able());
    const Error early = refused(from(*waiting, VideoKind::kRemix));
    EXPECT_EQ(early.code, ErrorCode::kFailedPrecondition);
    EXPECT_EQ(early.reason, "video_not_completed");
    Video nothing;
    nothing.id = "video_0";
    EXPECT_EQ(refused(from(nothing, VideoKind::kEdit)).code, ErrorCode::kNotFound);
    const auto job = house.jobs->claim("worker");
    house.complete(**job);
    const Principal bob = house.somebody("bob@example.org", "pro");
    EXPECT_EQ(
        house.videos->create(bob, from(*waiting, VideoKind::kRemix)).error().code,
        ErrorCode::kNotFound
    );
    // Its files are gone after an hour; its script is not.
    house.clock.advance(std::chrono::hours(2));
    EXPECT_EQ(refused(from(*waiting, VideoKind::kExtension)).reason, "asset_expired");
    EXPECT_TRUE(house.videos->create(ann, from(*waiting, VideoKind::kRemix)));
}

TEST_F(VideoOrderTest, AnEngineIsNotAskedForWhatItCannotDo) {
    const Video able_video = house.made(ann, able());
    NewVideo wanted = able("Ann waves.");
    wanted.model = "sora-2";
    const Video video = house.made(ann, wanted);
    for (const VideoKind kind : {VideoKind::kRemix, VideoKind::kEdit, VideoKind::kExtension}) {
        EXPECT_EQ(refused(from(video, kind)).code, ErrorCode::kUnsupported);
    }
    NewVideo with_other = from(able_video, VideoKind::kEdit);
    with_other.model = "sora-2";
    EXPECT_EQ(refused(with_other).code, ErrorCode::kUnsupported);
    wanted.reference = "inputs/first.png";
    EXPECT_EQ(refused(wanted).field, "input_reference");
    wanted.reference = "";
    wanted.characters = {house.characters->create(ann, "Ann", house.temporary("clip"))->id};
    EXPECT_EQ(refused(wanted).field, "characters");
    wanted.characters = {};
    wanted.style = "vhs";
    EXPECT_EQ(refused(wanted).field, "style");
    wanted.style = "noir";
    EXPECT_TRUE(house.videos->create(ann, wanted));
}

TEST_F(VideoOrderTest, CharactersExistAndAreNamed) {
    NewVideo wanted = able("Ann waves.");
    wanted.characters = {"char_0"};
    EXPECT_EQ(refused(wanted).code, ErrorCode::kNotFound);
    EXPECT_EQ(refused(wanted).field, "characters[0].id");
    const auto bob = house.characters->create(ann, "Bob", house.temporary("clip"));
    const auto herself = house.characters->create(ann, "Ann", house.temporary("clip"));
    wanted.characters = {herself->id, bob->id};
    EXPECT_EQ(refused(wanted).reason, "character_not_in_prompt");
    EXPECT_EQ(refused(wanted).field, "characters[1].id");
    wanted.prompt = "Ann waves to Bob.";
    const auto asked = house.videos->create(ann, wanted);
    ASSERT_TRUE(asked) << to_string(asked.error());
    const auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    ASSERT_EQ((*job)->characters.size(), 2U);
    EXPECT_EQ((*job)->characters[1].name, "Bob");
}

TEST_F(VideoOrderTest, NothingIsMadeFromAVideoWhoseCharacterWasDeleted) {
    NewVideo wanted = able("Ann waves.");
    const auto herself = house.characters->create(ann, "Ann", house.temporary("clip"));
    wanted.characters = {herself->id};
    const Video source = house.made(ann, wanted);
    ASSERT_TRUE(house.videos->create(ann, from(source, VideoKind::kRemix)));
    ASSERT_TRUE(house.characters->remove(ann, herself->id));
    for (const VideoKind kind : {VideoKind::kRemix, VideoKind::kEdit, VideoKind::kExtension}) {
        const Error error = refused(from(source, kind));
        EXPECT_EQ(error.code, ErrorCode::kNotFound);
        EXPECT_EQ(error.field, kind == VideoKind::kRemix ? "video_id" : "video.id");
    }
}

TEST_F(VideoOrderTest, AnUploadedClipThatNoEngineCanMakeIsRefusedBeforeItIsQueued) {
    NewVideo wanted = able();
    wanted.kind = VideoKind::kEdit;
    wanted.upload = "inputs/clip.mp4";
    wanted.size = "1200x1200";
    EXPECT_EQ(refused(wanted).field, "size");
    wanted.size = "1080x1080";
    EXPECT_TRUE(house.videos->create(ann, wanted));
}

TEST_F(VideoOrderTest, AJobHasWhatItStartsFromAndDoesWithoutWhatWasDeleted) {
    const Video source = house.made(ann, able());
    ASSERT_TRUE(house.videos->create(ann, from(source, VideoKind::kExtension)));
    ASSERT_TRUE(house.videos->create(ann, from(source, VideoKind::kRemix)));
    auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job && (*job)->source);
    EXPECT_EQ((*job)->source->blobs, source.blobs);
    EXPECT_EQ((*job)->source->script, "{}");
    ASSERT_TRUE(house.videos->remove(ann, source.id));
    job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    EXPECT_FALSE((*job)->source);
    EXPECT_EQ((*job)->video.source, source.id);
}

TEST_F(VideoOrderTest, WhatWasUploadedGoesWithTheLastClipThatNeedsIt) {
    house.put("inputs/first.png", "picture");
    NewVideo wanted = able();
    wanted.reference = "inputs/first.png";
    const Video source = house.made(ann, wanted);
    const Video remix = house.made(ann, from(source, VideoKind::kRemix));
    EXPECT_EQ(remix.reference, "inputs/first.png");
    ASSERT_TRUE(house.videos->remove(ann, source.id));
    EXPECT_TRUE(house.blobs->facts("inputs/first.png"));
    ASSERT_TRUE(house.videos->remove(ann, remix.id));
    EXPECT_FALSE(house.blobs->facts("inputs/first.png"));
}

TEST_F(VideoOrderTest, WhatWasUploadedForNothingIsRemoved) {
    house.put("inputs/first.png", "picture");
    NewVideo wanted = able();
    wanted.reference = "inputs/first.png";
    wanted.characters = {"char_0"};
    EXPECT_EQ(refused(wanted).code, ErrorCode::kNotFound);
    EXPECT_FALSE(house.blobs->facts("inputs/first.png"));
}

TEST_F(VideoOrderTest, AnUploadedClipHasItsOwnLength) {
    NewVideo wanted = able();
    wanted.kind = VideoKind::kExtension;
    wanted.upload = "inputs/clip.mp4";
    wanted.upload_seconds = 6;
    wanted.seconds = 4;
    const auto asked = house.videos->create(ann, wanted);
    ASSERT_TRUE(asked) << to_string(asked.error());
    EXPECT_EQ(asked->seconds, 10);
    EXPECT_EQ(asked->made_seconds, 4);
    EXPECT_EQ(asked->upload, "inputs/clip.mp4");
}

}  // namespace
}  // namespace hibari::domain
