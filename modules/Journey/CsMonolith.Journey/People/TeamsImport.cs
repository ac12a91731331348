using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.People;

/// <summary>One person's time in a team, as a line of a file; a team without members is a line without a person.</summary>
internal sealed record TeamSeat(Guid TeamId, string Team, Guid LeaderId, Guid? PersonId, DateOnly? From, DateOnly? To)
{
    /// <summary>Every line, team by team. Teams are few, so all are read.</summary>
    public static async Task<IReadOnlyList<TeamSeat>> All(JourneyDb db, CancellationToken cancellation)
    {
        var teams = await db.Set<Team>().AsNoTracking().OrderBy(team => team.Id).ToListAsync(cancellation);
        return
        [
            .. teams.SelectMany(team =>
                team.Members.Count == 0
                    ? [new TeamSeat(team.Id, team.Name, team.LeaderId, null, null, null)]
                    : team.Members.Select(member => new TeamSeat(
                        team.Id,
                        team.Name,
                        team.LeaderId,
                        member.PersonId,
                        member.From,
                        member.To
                    ))
            ),
        ];
    }
}

/// <summary>Loads files of teams, a line for each member's time. Members that the file does not name stay.</summary>
internal sealed class TeamsImport(JourneyDb db) : ImportKind
{
    private const int LongestName = 100;

    public override string Name => "teams";

    public override string TitleEn => "Teams";

    public override string TitleJa => "チーム";

    public override IReadOnlyList<string> Identity { get; } = ["team", "memberEmail", "from"];

    public override IReadOnlyList<string> Writes { get; } = [nameof(CreateTeam), nameof(SetTeamMembers)];

    public override ModuleDb Db => db;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("team", ColumnType.Text, Required: true, "Team", "チーム", "team_name", "チーム名"),
        new("leaderEmail", ColumnType.Text, Required: true, "Leader's e-mail", "リーダーメール", "leader", "リーダー"),
        new("memberEmail", ColumnType.Text, Required: false, "Member's e-mail", "メンバーメール", "member", "メンバー"),
        new("from", ColumnType.Day, Required: false, "From", "開始日", "since"),
        new("to", ColumnType.Day, Required: false, "Last day", "最終日", "until"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var people = await KnownPeople.Read(db, cancellation);
        var teams = (await db.Set<Team>().ToListAsync(cancellation))
            .GroupBy(team => team.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        List<RowOutcome> outcomes = [.. rows.Select(row => Take(row, people, teams))];
        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private RowOutcome Take(ImportRow row, KnownPeople people, Dictionary<string, List<Team>> teams)
    {
        var name = row.Text("team")!;
        if (name.Length > LongestName)
        {
            return RowOutcome.Refused(
                "team",
                $"{name.Length} characters are more than {LongestName}. Shorten the name.",
                $"{name.Length}文字あります。{LongestName}文字以内にしてください。"
            );
        }

        if (people.Named(row.Text("leaderEmail")!) is not { } leader)
        {
            return Nobody("leaderEmail", row.Text("leaderEmail")!);
        }

        var member = row.Text("memberEmail") is { } email ? people.Named(email) : null;
        if (row.Text("memberEmail") is { } nobody && member is null)
        {
            return Nobody("memberEmail", nobody);
        }

        if (member is not null && row.Day("from") is null)
        {
            return JourneyImports.NoDay("from");
        }

        if (row.Day("to") < row.Day("from"))
        {
            return RowOutcome.Refused(
                "to",
                $"{row.Day("to"):yyyy-MM-dd} lies before the first day. Correct either.",
                $"最終日({row.Day("to"):yyyy-MM-dd})が開始日より前です。どちらかを直してください。"
            );
        }

        var isNew = !teams.TryGetValue(name, out var named);
        if (named is { Count: > 1 } || (named is { Count: 1 } && named[0].LeaderId != leader.Id))
        {
            return RowOutcome.Refused(
                named.Count > 1 ? "team" : "leaderEmail",
                named.Count > 1
                    ? $"Several teams are called '{name}'. Change them one by one."
                    : $"The team '{name}' is stored with another leader. Give the team another name, or correct the row.",
                named.Count > 1
                    ? $"「{name}」というチームが複数あります。1つずつ変更してください。"
                    : $"チーム「{name}」は別のリーダーで登録済みです。別の名前にするか、行を直してください。"
            );
        }

        var team = named?[0] ?? new Team(Guid.CreateVersion7(), name, leader.Id);
        if (isNew)
        {
            db.Set<Team>().Add(team);
            teams.Add(name, [team]);
        }

        return member is null
            ? (isNew ? RowOutcome.Created : RowOutcome.Skipped)
            : Seat(team, new TeamMember(member.Id, row.Day("from")!.Value, row.Day("to")));
    }

    private static RowOutcome Seat(Team team, TeamMember seat)
    {
        var before = team.Members.FirstOrDefault(one => one.PersonId == seat.PersonId && one.From == seat.From);
        if (before == seat)
        {
            return RowOutcome.Skipped;
        }

        if (before is null && team.Members.Count >= SetTeamMembers.MostMembers)
        {
            return RowOutcome.Refused(
                "memberEmail",
                $"A team has at most {SetTeamMembers.MostMembers} members, past ones included. Form another team.",
                $"チームのメンバーは過去の人も含めて{SetTeamMembers.MostMembers}人までです。別のチームを作ってください。"
            );
        }

        team.Staff([.. team.Members.Where(one => one != before), seat]);
        return before is null ? RowOutcome.Created : RowOutcome.Updated;
    }

    private static RowOutcome Nobody(string column, string name) =>
        RowOutcome.Refused(
            column,
            $"Nobody, or more than one, has the address or name '{name}'. Add the person first, or give the address.",
            $"「{name}」の人が登録されていないか複数います。先に人を登録するか、メールアドレスにしてください。"
        );
}
