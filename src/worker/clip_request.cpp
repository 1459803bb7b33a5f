#include "worker/clip_request.h"

#include "base/files.h"
#include "domain/likeness_uses.h"
#include "engine/request_check.h"
#include "media/image.h"
#include "media/mp4_reader.h"
#include "store/temporary_file.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hibari::worker {
namespace {

// A picture of the largest size without any loss.
constexpr std::size_t kPictureBytesMax = 64U << 20U;

Result<engine::Quality> quality_of(std::string_view name) {
    for (const auto quality :
         {engine::Quality::kDraft, engine::Quality::kStandard, engine::Quality::kHigh}) {
        if (name == to_string(quality)) {
            return quality;
        }
    }
    return fail(ErrorCode::kInvalidArgument, "there is no quality '" + std::string(name) + "'");
}

Error gone(std::string_view reason, std::string message) {
    return {
        .code = ErrorCode::kFailedPrecondition,
        .message = std::move(message),
        .reason = std::string(reason),
    };
}

class Opener {
  public:
    Opener(const domain::VideoJob& job, store::BlobStore& blobs, const domain::PolicyDesk* policy)
        : job_(job), blobs_(blobs), policy_(policy) {}

    Result<OpenRequest> open() {
        HIBARI_TRY(fill_plain());
        if (job_.video.kind != domain::VideoKind::kCreate) {
            HIBARI_TRY(fill_source());
        }
        // An extension has that picture already, in what it keeps.
        if (!job_.video.reference.empty() && job_.video.kind != domain::VideoKind::kExtension) {
            HIBARI_TRY(fill_first_frame());
        }
        HIBARI_TRY(fill_characters());
        return std::move(opened_);
    }

  private:
    Result<void> fill_plain() {
        const domain::Video& video = job_.video;
        engine::ClipRequest& request = opened_.request;
        request.prompt = video.prompt;
        request.size = HIBARI_TRY(engine::parse_size(video.size));
        request.seconds = static_cast<double>(video.made_seconds);
        request.style = video.style;
        request.seed = static_cast<std::uint64_t>(video.seed);
        request.quality = HIBARI_TRY(quality_of(video.quality));
        return {};
    }

    Result<void> fill_source() {
        const bool extends = job_.video.kind == domain::VideoKind::kExtension;
        engine::SourceClip source{
            .change = extends ? engine::Change::kExtend : engine::Change::kRevise
        };
        if (!job_.video.upload.empty()) {
            source.file = HIBARI_TRY(open_file(job_.video.upload));
        } else {
            if (!job_.source) {
                return fail(gone(domain::kSourceGoneCode, "The video it starts from was deleted."));
            }
            source.script = HIBARI_TRY(parse_json(job_.source->script));
            // What is changed needs the script alone, and its files may have expired.
            if (extends) {
                source.file = HIBARI_TRY(open_source());
                auto ending =
                    open_file(job_.source->blobs + "/" + std::string(domain::kEndingFile));
                if (!ending && ending.error().code != ErrorCode::kNotFound) {
                    return fail(std::move(ending.error()));
                }
                source.ending = ending.value_or("");
            }
        }
        if (!source.file.empty()) {
            opened_.request.fps = HIBARI_TRY(media::read_format(source.file)).fps;
        }
        opened_.request.source = std::move(source);
        return {};
    }

    Result<std::filesystem::path> open_source() {
        const Error expired = gone(domain::kSourceGoneCode, "The files of the video have expired.");
        if (job_.source->blobs.empty()) {
            return fail(expired);
        }
        auto file = open_file(job_.source->blobs + "/" + std::string(domain::kClipFile));
        if (!file && file.error().code == ErrorCode::kNotFound) {
            return fail(expired);
        }
        return file;
    }

    Result<void> fill_first_frame() {
        const auto path = HIBARI_TRY(open_file(job_.video.reference));
        const std::string bytes = HIBARI_TRY(read_file(path, kPictureBytesMax));
        opened_.request.first_frame = HIBARI_TRY(media::decode_image(bytes));
        return {};
    }

    Result<void> fill_characters() {
        if (job_.characters.size() + job_.likenesses.size() != job_.video.characters.size()) {
            return fail(gone(domain::kCharacterGoneCode, "A character in it was deleted."));
        }
        for (const domain::Character& character : job_.characters) {
            const auto clip = HIBARI_TRY(open_file(character.blob()));
            // Of some clips no likeness could be made; engines that need one say so.
            auto pack = open_file(character.pack());
            if (!pack && pack.error().code != ErrorCode::kNotFound) {
                return fail(std::move(pack.error()));
            }
            opened_.request.characters.push_back(
                {.name = character.name, .clip = clip, .pack = pack.value_or("")}
            );
        }
        const auto handles = domain::handles_in(job_.video.prompt);
        for (const trust::Likeness& likeness : job_.likenesses) {
            // What the prompt calls it: by its handle, or by the name that it was given.
            const bool by_handle = std::ranges::find(handles, likeness.handle) != handles.end();
            const auto pack = HIBARI_TRY(open_file(likeness.pack));
            opened_.request.characters.push_back(
                {.name = by_handle ? likeness.handle : likeness.name,
                 .pack = pack,
                 .with_voice = likeness.scope.voice || likeness.owner == job_.video.account,
                 .wishes = wishes_of(likeness)}
            );
        }
        return {};
    }

    std::vector<engine::Wish> wishes_of(const trust::Likeness& likeness) const {
        std::vector<engine::Wish> wishes;
        if (policy_ == nullptr) {
            return wishes;
        }
        for (const trust::LikenessRule& rule : policy_->rules_of(likeness)) {
            if (rule.always && rule.aspect != trust::LikenessAspect::kSaid) {
                const bool is_shown = rule.aspect == trust::LikenessAspect::kShown;
                wishes.push_back({.thing = rule.thing, .must = rule.must && is_shown});
            }
        }
        return wishes;
    }

    Result<std::filesystem::path> open_file(const std::string& key) {
        opened_.files.push_back(HIBARI_TRY(blobs_.open(key)));
        return store::path_of(opened_.files.back());
    }

    const domain::VideoJob& job_;
    store::BlobStore& blobs_;
    const domain::PolicyDesk* policy_;
    OpenRequest opened_;
};

}  // namespace

Result<OpenRequest> open_request(
    const domain::VideoJob& job, store::BlobStore& blobs, const domain::PolicyDesk* policy
) {
    return Opener(job, blobs, policy).open();
}

}  // namespace hibari::worker
