#pragma once

// A clip that was asked for, as the rows keep it.

#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// The four states that clients know; there are no others.
enum class VideoStatus { kQueued, kInProgress, kCompleted, kFailed };

/// "queued", "in_progress", "completed" or "failed".
std::string_view to_string(VideoStatus status);

/// How a clip came about.
enum class VideoKind { kCreate, kRemix, kEdit, kExtension };

std::string_view to_string(VideoKind kind);

/// Times are microseconds since 1970 in UTC.
struct Video {
    std::string id;
    std::string project;
    std::string account;
    /// As asked for, and what it meant.
    std::string model;
    std::string engine;
    std::string quality;
    VideoStatus status = VideoStatus::kQueued;
    /// 0 to 100.
    std::int64_t progress = 0;
    std::string prompt;
    /// "1280x720".
    std::string size;
    /// Of the whole clip.
    std::int64_t seconds = 0;
    /// Of what was made for it; the rest of an extension is kept.
    std::int64_t made_seconds = 0;
    /// How often what it goes back to was extended, this time included.
    std::int64_t extensions = 0;
    std::string style;
    std::int64_t seed = 0;
    VideoKind kind = VideoKind::kCreate;
    /// The video it was made from; empty for none.
    std::string source;
    /// Key of the uploaded clip it was made from; empty for none.
    std::string upload;
    /// Key of the picture it begins with; empty for none.
    std::string reference;
    std::vector<std::string> characters;
    /// The shot script that was followed, JSON; empty until there is one.
    std::string script;
    std::string error_code;
    std::string error_message;
    std::int64_t created_at_us = 0;
    std::optional<std::int64_t> started_at_us;
    std::optional<std::int64_t> completed_at_us;
    std::optional<std::int64_t> expires_at_us;
    /// Where its blobs lie: clip.mp4, thumbnail.webp and spritesheet.jpg; empty until completed.
    std::string blobs;
    std::int64_t clip_bytes = 0;
    /// Why nobody may see it, a sentence (domain/withholding.h); empty while it is shown.
    std::string withheld;
    /// Prompts that it goes back to, oldest first, without its own.
    std::vector<std::string> lineage;
    /// What must be shown with it: "synthetic_news", "advertisement".
    std::vector<std::string> labels;
    /// The handle that the visible mark in its pictures shows; empty when they have none.
    std::string visible_mark;
};

/// The files of a completed clip, under its `blobs`.
inline constexpr std::string_view kClipFile = "clip.mp4";
inline constexpr std::string_view kThumbnailFile = "thumbnail.webp";
inline constexpr std::string_view kSpritesheetFile = "spritesheet.jpg";
/// The last pictures without the visible mark, for engines that continue from them; not of all
/// clips, and no address leads to it.
inline constexpr std::string_view kEndingFile = "ending.mp4";
inline constexpr std::array<std::string_view, 4> kClipFiles = {
    kClipFile, kThumbnailFile, kSpritesheetFile, kEndingFile
};

/// Whether its files can be fetched, copied or built upon at that time (microseconds, as above):
/// `failed_precondition` (video_not_completed), `permission_denied` (content_withheld) or
/// `not_found` (asset_expired), of `field`.
Result<void> check_has_files(const Video& video, std::int64_t now_us, std::string_view field);

/// Codes of `error` in a failed video.
inline constexpr std::string_view kCancelledCode = "cancelled";
inline constexpr std::string_view kCancelledMessage = "It was cancelled.";
inline constexpr std::string_view kTimedOutCode = "timed_out";
inline constexpr std::string_view kTimedOutMessage = "The engine did not get on with it.";
inline constexpr std::string_view kStorageFullCode = "storage_full";
inline constexpr std::string_view kInvalidRequestCode = "invalid_request";
inline constexpr std::string_view kWorkerLostCode = "worker_lost";
inline constexpr std::string_view kEngineFailedCode = "processing_error";
inline constexpr std::string_view kSourceGoneCode = "source_deleted";
inline constexpr std::string_view kCharacterGoneCode = "character_deleted";
inline constexpr std::string_view kLikenessGoneCode = "likeness_withdrawn";
inline constexpr std::string_view kLikenessGoneMessage =
    "The owner of a likeness in it does not let you use it any more.";
/// Of an error about a video that nobody may see.
inline constexpr std::string_view kWithheldCode = "content_withheld";

inline constexpr std::int64_t kExtensionsMax = 6;
inline constexpr std::int64_t kVideoSecondsMax = 120;
/// Pixels; the longer side is up to the model.
inline constexpr std::int64_t kShortSideMax = 1080;

}  // namespace hibari::domain
