using CsMonolith.Kernel;

namespace CsMonolith.Access.SavedViews;

/// <summary>What is refused about saved views.</summary>
internal static class SavedViewErrors
{
    public static Error NoPerson { get; } =
        new(
            ErrorKind.Forbidden,
            "access.saved-view.no-person",
            "A view is a person's own. Sign in as a person.",
            "ビューは個人のものです。個人としてサインインしてください。"
        );

    public static Error TooMany { get; } =
        new(
            ErrorKind.Conflict,
            "access.saved-view.too-many",
            $"You have {SavedView.MostOfAPerson} views, which is the most. Delete one first.",
            $"保存できるビューは{SavedView.MostOfAPerson}件までです。不要なビューを削除してください。"
        );

    public static Error NotYours(Guid id) =>
        new(
            ErrorKind.Forbidden,
            "access.saved-view.not-yours",
            $"View {id} is shared by somebody else, and only they change it. Save it under a name of your own.",
            $"ビュー {id} は他の人が共有したもので、変更できるのは作成者だけです。別の名前で自分のビューとして保存してください。"
        );
}
