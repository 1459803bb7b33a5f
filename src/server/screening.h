#pragma once

// What an upload must not be, whatever it is wanted for:
//
// * a copy of a clip that must not be shown any more, also cropped, mirrored or encoded anew: what
//   was taken down stays down;
// * a copy of a clip of this server with a likeness in it: nothing may be kept of that but by the
//   grants, which a copy would escape;
// * a picture of a person, who comes into clips by their own likeness and in no other way. An
//   operator may set that aside (`policy.people_in_uploads`). People drawn by this server are not
//   looked for: its clips are known by their marks.

#include "base/result.h"
#include "media/frame.h"
#include "store/database.h"
#include "trust/registry/verify.h"

#include <filesystem>
#include <string_view>

namespace hibari::server {

struct Screening {
    store::Database& database;
    /// What clips are known by; without a registry none is.
    trust::VerifyParts verify;
    bool refuses_people = true;

    /// Looks at a picture.
    /// Errors, of `field`: `invalid_argument` with reason `person_in_picture`.
    Result<void> check_picture(const media::Frame& picture, std::string_view field) const;

    /// Looks at a clip in a file that we wrote; decodes it once.
    /// Errors, of `field`: `invalid_argument` with reason `removed_content` or `person_in_clip`,
    /// `permission_denied` with kLikenessDenied; those of reading the file.
    Result<void> check_clip(const std::filesystem::path& file, std::string_view field) const;

  private:
    Result<void> check_known(const trust::KnownAsset& clip, std::string_view field) const;
};

}  // namespace hibari::server
