using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsMonolith.Demo.Company;

namespace CsMonolith.Demo.Files;

/// <summary>One file of the fictional company.</summary>
/// <param name="Kind">The kind of import that takes it, or <c>null</c> for a file that only people read.</param>
/// <param name="History">Whether it was written as things happened; otherwise it was written down afterwards.</param>
internal sealed record CompanyTable(string? Kind, string FileName, string Text, bool History = true);

/// <summary>The company's files, in the order in which they can be loaded.</summary>
internal static class CompanyTables
{
    /// <summary>JSON for people: indented, Japanese as it is.</summary>
    public static JsonSerializerOptions Readable { get; } =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<CompanyTable> Of(CompanyFiles company) =>
        [
            new(
                "accounts",
                "accounts.csv",
                Csv.Of(
                    company.Customers,
                    ("externalId", row => row.Id),
                    ("name", row => row.Name),
                    ("startedOn", row => row.StartedOn),
                    ("seats", row => row.Seats),
                    ("seatsSince", row => row.StartedOn),
                    (
                        "touch",
                        row =>
                            row.Tier switch
                            {
                                1 => "high",
                                2 => "low",
                                _ => "tech",
                            }
                    ),
                    ("purposes", row => row.Purpose),
                    ("industry", row => row.Industry),
                    ("region", row => row.Region),
                    ("acquiredThrough", row => row.Channel)
                )
            ),
            new(
                "phases",
                "phases.csv",
                Csv.Of(
                    company.Phases,
                    ("accountExternalId", row => row.Account),
                    ("phase", row => row.Phase),
                    ("on", row => row.On)
                )
            ),
            new(
                "owners",
                "owners.csv",
                Csv.Of(
                    company.Owners,
                    ("accountExternalId", row => row.Account),
                    ("ownerEmail", row => row.OwnerEmail),
                    ("from", row => row.From)
                )
            ),
            new(
                "handoffs",
                "handoffs.csv",
                Csv.Of(
                    company.Deals,
                    ("dealId", row => row.Id),
                    ("accountExternalId", row => row.Account),
                    ("title", row => row.Title),
                    ("wonOn", row => row.WonOn),
                    ("seller", row => row.Seller),
                    ("source", _ => "salesforce"),
                    ("acknowledgedOn", row => row.TakenOn),
                    ("kickoffOn", row => row.KickoffOn)
                ),
                History: false
            ),
            new(
                "hearing-answers",
                "hearing_answers.csv",
                Csv.Of(
                    company.Hearings,
                    ("accountExternalId", row => row.Account),
                    ("question", row => row.Question),
                    ("answer", row => row.Answer),
                    ("answeredOn", row => row.On),
                    ("askedBy", row => row.By)
                ),
                History: false
            ),
            new(
                "promises",
                "promises.csv",
                Csv.Of(
                    company.Promises,
                    ("accountExternalId", row => row.Account),
                    ("what", row => row.What),
                    ("madeOn", row => row.MadeOn),
                    ("availability", row => row.Availability),
                    ("availableFrom", row => row.AvailableFrom),
                    ("gap", row => row.Gap),
                    ("owner", row => row.Owner)
                ),
                History: false
            ),
            new(
                "contacts",
                "contacts.csv",
                Csv.Of(
                    company.Contacts,
                    ("contactId", row => row.Id),
                    ("accountExternalId", row => row.Account),
                    ("on", row => row.On),
                    ("channel", row => row.Channel),
                    ("byEmail", row => row.By),
                    ("proactive", row => row.Proactive)
                )
            ),
            new(
                "activities",
                "activities.csv",
                Csv.Of(
                    company.Work,
                    ("activityId", row => row.Id),
                    ("accountExternalId", row => row.Account),
                    ("on", row => row.On),
                    ("kind", row => row.Kind),
                    ("what", row => row.What),
                    ("minutes", row => row.Minutes),
                    ("byEmail", row => row.By),
                    ("signalKind", row => row.SignalOn is null ? null : "usage-drop"),
                    ("signalOn", row => row.SignalOn)
                )
            ),
            new(
                "subscriptions",
                "subscriptions.csv",
                Csv.Of(
                    company.Subscriptions,
                    ("externalId", row => row.Id),
                    ("accountExternalId", row => row.Account),
                    ("startsOn", row => row.StartsOn),
                    ("lastPaidDay", row => row.EndsOn),
                    ("plan", row => row.Plan),
                    ("seats", row => row.Seats == 0 ? null : row.Seats),
                    ("mrr", row => row.Mrr),
                    ("currency", _ => "JPY"),
                    ("billingFrequency", row => row.Yearly ? "annual" : "monthly"),
                    ("autoRenew", row => row.AutoRenew)
                )
            ),
            new(
                "churn-events",
                "churn_events.csv",
                Csv.Of(
                    company.Churns,
                    ("externalId", row => row.Id),
                    ("accountExternalId", row => row.Account),
                    ("on", row => row.On),
                    ("reason", row => row.Reason),
                    ("isReactivation", _ => false)
                )
            ),
            new(
                "tickets",
                "tickets.csv",
                Csv.Of(
                    company.Tickets,
                    ("ticketId", row => row.Id),
                    ("accountId", row => row.Account),
                    ("openedAt", row => row.OpenedAt),
                    ("closedAt", row => row.ClosedAt),
                    ("priority", row => row.Priority),
                    ("firstResponseMinutes", row => row.FirstResponseMinutes),
                    ("satisfaction", row => row.Satisfaction),
                    ("escalated", row => row.Escalated)
                )
            ),
            Answers("survey_answers.csv", company.Surveys.Where(row => row.RecordedOn == row.On), history: true),
            Answers("exit_interviews.csv", company.Surveys.Where(row => row.RecordedOn > row.On), history: false),
            new(
                "field-cards",
                "field_cards.csv",
                Csv.Of(
                    company.Cards,
                    ("cardId", row => row.Id),
                    ("accountId", row => row.Account),
                    ("occurredOn", row => row.On),
                    ("polarity", row => row.Success ? "success" : "trouble"),
                    ("event", row => row.What),
                    ("suspectedProblem", row => row.Success ? "なし(成功)" : "手順が現場に合っていない"),
                    ("department", row => row.Department),
                    ("request", row => row.Success ? "事例として共有する" : "手順書と初期設定を見直す"),
                    ("expectedPrevention", row => row.Success ? "同じ業種の立ち上げの遅れ" : "同じところでの停滞")
                )
            ),
            new(
                "usage",
                "usage.csv",
                Csv.Of(
                    company.Usage,
                    ("usageId", row => row.Id),
                    ("accountExternalId", row => row.Account),
                    ("day", row => row.On),
                    ("feature", row => row.Feature),
                    ("department", row => row.Department),
                    ("count", row => row.Uses),
                    ("durationSeconds", row => row.Minutes * 60),
                    ("errors", row => row.Errors)
                )
            ),
            new(
                "licences",
                "licences.csv",
                Csv.Of(
                    company.Licences,
                    ("accountExternalId", row => row.Account),
                    ("on", row => row.On),
                    ("purchased", row => row.Purchased),
                    ("assigned", row => row.Assigned)
                )
            ),
            new(
                null,
                "prepared_table.csv",
                Csv.Of(
                    company.Prepared,
                    ("account", row => row.Account),
                    ("as_of", row => row.AsOf),
                    ("breadth", row => row.Breadth),
                    ("departments_using", row => row.Departments),
                    ("contacts", row => row.Contacts),
                    ("cancel_form_opened", row => row.CancelFormOpened ? 1 : 0),
                    ("churned", row => row.Churned ? 1 : 0)
                )
            ),
            new(
                null,
                "truth.json",
                JsonSerializer.Serialize(
                    new
                    {
                        Truth.Factors,
                        Truth.Traps,
                        company.From,
                        company.Through,
                        Customers = company.Customers.Count,
                        Churned = company.Churns.Count,
                    },
                    Readable
                )
            ),
        ];

    private static CompanyTable Answers(string fileName, IEnumerable<SurveyRow> rows, bool history) =>
        new(
            "survey-answers",
            fileName,
            Csv.Of(
                rows,
                ("answerId", row => row.Id),
                ("accountId", row => row.Account),
                ("answeredOn", row => row.On),
                ("survey", _ => history ? "半期アンケート" : "解約時の聞き取り"),
                ("kind", _ => "csat"),
                ("score", row => row.Score),
                ("scaleMin", _ => 1),
                ("scaleMax", _ => 5)
            ),
            history
        );

    /// <summary>Writes the files into a directory, which is made.</summary>
    public static void Write(CompanyFiles company, string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var table in Of(company))
        {
            File.WriteAllText(
                Path.Combine(directory, table.FileName),
                table.Text,
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            );
        }
    }
}
