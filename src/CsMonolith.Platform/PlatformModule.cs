using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.ApiKeys;
using CsMonolith.Platform.AuditTrail;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Limits;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.SignIn;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Telemetry;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Platform;

/// <summary>What every request passes, whichever module it goes to. See README.md beside this file.</summary>
public sealed class PlatformModule : IModule
{
    /// <inheritdoc />
    public string Name => PlatformDb.Name;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddCore(services, configuration);
        services.AddSingleton<HostLock>();
        services.AddHostedService<WalCheckpointOnStop>();
        services.AddHostedService(provider => provider.GetRequiredService<Dispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddHostedService(provider => provider.GetRequiredService<AuditSealer>());
        services.AddHostedService<Gauges>();
        services.AddCalendar(DatabaseSettings.From(configuration));
        services.AddSingleton(new ScheduledJob("forget-requests", "0 20 3 * * ?", _ => new ForgetRequests()));
        services.AddOpenApiDocument();
        services.AddProblemDetails(problems =>
            problems.CustomizeProblemDetails = context =>
                context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? ""
        );
        services.AddExceptionHandler<ProblemHandler>();
        services.ConfigureHttpJsonOptions(options => Wire.Shape(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSignIn(configuration);
        services.AddHostedService(provider => provider.GetRequiredService<KeyUses>());
    }

    /// <summary>Everything that a module needs to work without the web: what a test of one module starts.</summary>
    public void AddCore(IServiceCollection services, IConfiguration configuration)
    {
        ValidationWords.Speak();
        var settings = DatabaseSettings.From(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(provider => new Clock(
            provider.GetRequiredService<TimeProvider>(),
            TimeZoneInfo.FindSystemTimeZoneById(configuration["Reporting:TimeZone"] ?? "Asia/Tokyo")
        ));
        services.AddSingleton(new WriteGate(closes: !settings.IsPostgres));
        services.AddSingleton<OutboxSignal>();
        services.AddScoped<ImportInProgress>();
        services.AddScoped<StorageTools>();
        services.AddSingleton<ModuleStores>();
        services.AddModuleDb<PlatformDb, SqlitePlatformDb, PostgresPlatformDb>(configuration, Name);

        services.AddSingleton(PermissionTable.OfTheHouse);
        services.AddScoped<RequestContext>();
        services.AddScoped<AccountVisibility>();
        services.AddScoped<IdempotencyHeader>();
        services.AddScoped<AnswerHeaders>();
        services.AddScoped<Idempotency>();
        services.AddSingleton<AccessVersions>();
        services.AddScoped(provider => new AccessNow(provider.GetRequiredService<AccessVersions>()));
        services.AddSingleton<KnownSessions>();
        services.AddScoped<SignInLinks>();
        services.AddScoped<Identities>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<FailedSignIns>();
        services.AddScoped<ImportLoader>();
        services.AddSingleton<Drain>();
        services.AddSingleton(JobSettings.From(configuration));
        services.AddSingleton(provider => new Schedules(provider.GetServices<ScheduledJob>(), configuration));
        services.AddSingleton(new ScheduledJob("purge-jobs", "0 15 3 * * ?", _ => new PurgeJobs()));
        services.AddSingleton<OpenStreams>();
        services.AddScoped<ScheduleBook>();
        services.AddScoped<JobScheduler>();
        services.AddScoped<CurrentJob>();
        services.AddScoped<JobProgress>();
        services.AddSingleton<JobTypes>();
        services.AddSingleton(OutboxSettings.From(configuration, settings.IsPostgres));
        services.AddSingleton<Lanes>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<OutboxGauge>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton(CursorsOfTheInstallation);
        services.AddSingleton(provider => new AuditKey(
            provider.GetRequiredService<IServiceScopeFactory>(),
            configuration
        ));
        services.AddSingleton<AuditSealer>();
        services.AddScoped<AuditVerifier>();

        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();

        // The container passes over those whose constraint a request does not meet: a question goes by what is about commands.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TracingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(PermissionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(SensitiveReadBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(StaleBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddSingleton(PruneOutbox.EveryNight);
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AccountVisibilityBehaviour<,>));
        services.AddSlices(typeof(PlatformModule).Assembly);
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapCodeFlow()
            .MapGroup("/v1")
            .WithTags("Platform")
            .Map<StartSessionEndpoint>()
            .Map<ListSignInChoicesEndpoint>()
            .Map<GetMeEndpoint>()
            .Map<EndSessionEndpoint>()
            .Map<MintSignInLinkEndpoint>()
            .Map<GetSignInWaysEndpoint>()
            .Map<LinkIdentityEndpoint>()
            .Map<ListIdentitiesEndpoint>()
            .Map<UnlinkIdentityEndpoint>()
            .Map<CreateApiKeyEndpoint>()
            .Map<ListApiKeysEndpoint>()
            .Map<RevokeApiKeyEndpoint>()
            .Map<RotateApiKeyEndpoint>()
            .Map<ListJobsEndpoint>()
            .Map<ListPermissionsEndpoint>()
            .Map<ExplainPermissionEndpoint>()
            .Map<GetJobEndpoint>()
            .Map<WatchJobEndpoint>()
            .Map<CancelJobEndpoint>()
            .Map<ListAuditEventsEndpoint>()
            .Map<ListSecurityEventsEndpoint>()
            .Map<VerifyAuditEndpoint>()
            .Map<ListDeadLettersEndpoint>()
            .Map<GetDeadLetterEndpoint>()
            .Map<MendDeadLetterEndpoint>()
            .Map<ReplayDeadLetterEndpoint>()
            .Map<ReplayDeadLettersEndpoint>()
            .Map<DiscardDeadLetterEndpoint>()
            .Map<ListImportKindsEndpoint>()
            .Map<UploadImportEndpoint>()
            .Map<GetImportEndpoint>()
            .Map<ListImportsEndpoint>()
            .Map<MapImportEndpoint>()
            .Map<CheckImportEndpoint>()
            .Map<CommitImportEndpoint>()
            .Map<ListImportFaultsEndpoint>()
            .Map<GetImportErrorsEndpoint>()
            .Map<UndoImportEndpoint>();

    /// <summary>What comes before any module's route: language, problems, sign-in.</summary>
    public static void UsePlatform(IApplicationBuilder app)
    {
        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture("en").AddSupportedCultures("en", "ja").AddSupportedUICultures("en", "ja");
            options.CultureInfoUseUserOverride = false;
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages(async context => await PlainStatus(context.HttpContext));
        app.UseRouting();
        app.UseChallenges();
        app.UseAuthentication();
        app.UseMiddleware<RateLimits>();
        app.UseMiddleware<QueryParameters>();
        app.UseMiddleware<CommandHeaders>();
        app.UseMiddleware<JsonBodies>();
    }

    /// <summary>Takes the database for this process, where it admits one.</summary>
    /// <returns>Why not, in English and Japanese; <c>null</c> if it is ours.</returns>
    public static string? Claim(IServiceProvider services) => services.GetRequiredService<HostLock>().Take();

    /// <summary>Brings every module's schema up to date; of hosts that start together one does, while the others wait.</summary>
    public static async Task Migrate(IServiceProvider services, CancellationToken cancellation)
    {
        var known = ActivatorUtilities.CreateInstance<KnownMigrations>(services);
        if (await known.AreApplied(cancellation))
        {
            return;
        }

        await using var turn = await InstallationLock.Enter(
            services.GetRequiredService<DatabaseSettings>(),
            cancellation
        );
        if (await known.AreApplied(cancellation))
        {
            return;
        }

        foreach (var store in services.GetRequiredService<ModuleStores>().All)
        {
            await using var scope = services.CreateAsyncScope();
            await ((ModuleDb)scope.ServiceProvider.GetRequiredService(store.Db)).Database.MigrateAsync(cancellation);
        }
    }

    /// <summary>Verifies the whole audit trail, against a head <c>number:hash</c> that was kept elsewhere if one is given.</summary>
    /// <returns>Whether it holds, and the finding as JSON.</returns>
    public static async Task<(bool Holds, string Report)> VerifyAudit(
        IServiceProvider services,
        string? knownHead,
        CancellationToken cancellation
    )
    {
        KnownHead? head = null;
        if (knownHead is not null && !KnownHead.TryParse(knownHead, out head))
        {
            return (false, $"'{knownHead}' is not NUMBER:HASH as the log writes it.");
        }

        await using var scope = services.CreateAsyncScope();
        var verdict = await scope
            .ServiceProvider.GetRequiredService<AuditVerifier>()
            .Verify(head, (_, _) => { }, cancellation);
        return (verdict.Holds, JsonSerializer.Serialize(verdict, Wire.Json));
    }

    /// <summary>
    /// Makes a one-time sign-in link and returns its path, with the code behind the # so that no log keeps it. In production there
    /// is one only while there is nobody yet: it makes the first administrator. Else <c>null</c>.
    /// </summary>
    public static async Task<string?> MintLink(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        if (
            scope.ServiceProvider.GetRequiredService<IHostEnvironment>().IsProduction()
            && (await mediator.Send(new WhoMaySignIn(), cancellation)).Count > 0
        )
        {
            return null;
        }

        return $"/sign-in#{await scope.ServiceProvider.GetRequiredService<SignInLinks>().Mint(cancellation)}";
    }

    private static Task PlainStatus(HttpContext http)
    {
        var (code, en, ja) = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => (
                "platform.no-such-route",
                "There is nothing at this address.",
                "この場所には何もありません。"
            ),
            StatusCodes.Status405MethodNotAllowed => (
                "platform.method-not-allowed",
                "This address does not take that method.",
                "この場所ではそのメソッドは使えません。"
            ),
            StatusCodes.Status415UnsupportedMediaType => (
                "platform.media-type",
                "Send application/json, or what the operation's document names.",
                "application/json など、文書にある形式で送ってください。"
            ),
            _ => ("platform.status", "The request was not answered.", "要求に応答できませんでした。"),
        };
        return ProblemAnswers.Write(http, http.Response.StatusCode, code, en, ja);
    }

    // Made once, kept in the database, so that all hosts of an installation read each other's cursors.
    private static Cursors CursorsOfTheInstallation(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        return new Cursors(
            InstallationSecret
                .Get(db, "cursors", () => RandomNumberGenerator.GetBytes(32), CancellationToken.None)
                .GetAwaiter()
                .GetResult()
        );
    }
}
